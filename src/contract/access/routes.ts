import { Type } from 'typebox';
import { Token } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Moment } from '../shared/text.ts';
import { PASSWORD_LENGTH } from './limits.ts';

const Password = Type.String({ minLength: PASSWORD_LENGTH.min, maxLength: PASSWORD_LENGTH.max });
/** A password as it is tried: how long a good one must be is no matter here. */
const TriedPassword = Type.String({ minLength: 1, maxLength: PASSWORD_LENGTH.max });

const Session = Closed({
  role: Type.Literal('admin'),
  event_id: Type.String(),
  expires_at: Moment,
});
/** The same with the token, for programs; browsers get it as a cookie too. */
const Login = Closed({ ...Session.properties, token: Type.String() });

export const accessRoutes = defineRoutes({
  login: {
    summary: 'Log in as the organiser',
    access: 'public',
    body: Closed({ password: TriedPassword }),
    data: Login,
    status: [200],
    refusals: ['wrong_password', 'too_many_attempts'],
  },
  setUp: {
    summary: 'Set the first password with the one-time link that a first start prints',
    access: 'public',
    body: Closed({ setup_token: Token, password: Password }),
    data: Login,
    status: [201],
    refusals: ['link_not_valid', 'already_set_up', 'too_many_attempts'],
  },
  redeemTicket: {
    summary: "Log in with a one-time ticket of the host's own shell (desktop windows)",
    access: 'public',
    body: Closed({ ticket: Token }),
    data: Login,
    status: [200],
    refusals: ['link_not_valid', 'too_many_attempts'],
  },
  logout: { summary: 'End this session', access: 'admin', data: Closed({}), status: [200], refusals: [] },
  session: { summary: 'Who am I?', access: 'admin', data: Session, status: [200], refusals: ['unauthorized'] },
  changePassword: {
    summary:
      'Set another password; every other session ends. `current` may be left out in a session that came from a ticket',
    access: 'admin',
    body: Closed({ current: Type.Optional(TriedPassword), password: Password }),
    data: Closed({}),
    status: [200],
    refusals: ['wrong_password', 'too_many_attempts'],
  },
});
