import { Type, type Static } from 'typebox';
import { Id, Token } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Line, Moment, Nullable } from '../shared/text.ts';
import {
  KEY_NAME_LENGTH,
  LOGIN_CODE_DIGITS,
  MAX_INTEGRATOR_KEYS,
  PASSWORD_LENGTH,
  STAFF_PASSWORD_LENGTH,
} from './limits.ts';

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

const StaffSession = Closed({ role: Type.Union([Type.Literal('staff'), Type.Literal('admin')]), expires_at: Moment });
const IntegratorKey = Closed({
  key_id: Type.String(),
  name: Type.String(),
  created_at: Moment,
  last_used_at: Nullable(Moment),
});
export type IntegratorKeyItem = Static<typeof IntegratorKey>;

export const accessRoutes = defineRoutes({
  login: {
    summary: 'Log in as the organiser',
    access: 'public',
    body: Closed({ password: TriedPassword }),
    idempotent: false,
    data: Login,
    status: [200],
    refusals: ['wrong_password', 'too_many_attempts'],
  },
  setUp: {
    summary: 'Set the first password with the one-time link that a first start prints',
    access: 'public',
    body: Closed({ setup_token: Token, password: Password }),
    idempotent: false,
    data: Login,
    status: [201],
    refusals: ['link_not_valid', 'already_set_up'],
  },
  redeemTicket: {
    summary: "Log in with a one-time ticket of the host's own shell (desktop windows)",
    access: 'public',
    body: Closed({ ticket: Token }),
    idempotent: false,
    data: Login,
    status: [200],
    refusals: ['link_not_valid'],
  },
  makeLoginCode: {
    summary: 'A code for one login within five minutes, of a projector for instance. It replaces the one before',
    access: 'admin',
    idempotent: false,
    data: Closed({ code: Type.String(), expires_at: Moment }),
    status: [201],
    refusals: [],
  },
  redeemLoginCode: {
    summary: 'Log in with the one-time code that the console shows. Five wrong ones, from anywhere, end it',
    access: 'public',
    body: Closed({ code: Type.String({ pattern: `^[0-9]{${LOGIN_CODE_DIGITS}}$` }) }),
    idempotent: false,
    data: Login,
    status: [200],
    refusals: ['code_not_valid', 'too_many_attempts'],
  },
  integratorKeys: {
    summary: 'The keys of other programs, oldest first. What they are is not shown again',
    access: 'admin',
    data: Closed({ keys: Type.Array(IntegratorKey, { maxItems: MAX_INTEGRATOR_KEYS }) }),
    status: [200],
    refusals: [],
  },
  makeIntegratorKey: {
    summary: 'Make a key for another program. It is shown this once: the host keeps its SHA-256 only',
    access: 'admin',
    body: Closed({ name: Line(KEY_NAME_LENGTH) }),
    data: Closed({ ...IntegratorKey.properties, key: Type.String() }),
    status: [201],
    refusals: ['too_many_keys'],
  },
  revokeIntegratorKey: {
    summary: 'Revoke a key; the program that has it is turned away from now on',
    access: 'admin',
    params: Closed({ key_id: Id }),
    data: Closed({}),
    status: [200],
    refusals: ['key_not_found'],
  },
  logout: {
    summary: 'End this session',
    access: 'admin',
    idempotent: false,
    data: Closed({}),
    status: [200],
    refusals: [],
  },
  entrance: {
    summary:
      'Whether an admin password is set. Until then, only the set-up link that the host printed opens the console',
    access: 'public',
    data: Closed({ password_set: Type.Boolean() }),
    status: [200],
    refusals: [],
  },
  session: { summary: 'Who am I?', access: 'admin', data: Session, status: [200], refusals: ['unauthorized'] },
  changePassword: {
    summary:
      'Set another password; every other session ends. `current` may be left out in a session that came from a ticket',
    access: 'admin',
    body: Closed({ current: Type.Optional(TriedPassword), password: Password }),
    idempotent: false,
    data: Closed({}),
    status: [200],
    refusals: ['wrong_password', 'too_many_attempts'],
  },
  staffLogin: {
    summary: "Log in as staff of the prize table, with the staff's own password",
    access: 'public',
    body: Closed({ password: TriedPassword }),
    idempotent: false,
    data: Closed({ ...StaffSession.properties, token: Type.String() }),
    status: [200],
    refusals: ['wrong_password', 'too_many_attempts'],
  },
  staffLogout: {
    summary: 'End this session',
    access: 'staff',
    idempotent: false,
    data: Closed({}),
    status: [200],
    refusals: [],
  },
  staffSession: {
    summary: 'Who am I, at the prize table?',
    access: 'staff',
    data: StaffSession,
    status: [200],
    refusals: ['unauthorized'],
  },
  setStaffPassword: {
    summary: "Set the staff's password, or none (null); all sessions of staff end",
    access: 'admin',
    body: Closed({
      password: Nullable(Type.String({ minLength: STAFF_PASSWORD_LENGTH.min, maxLength: STAFF_PASSWORD_LENGTH.max })),
    }),
    idempotent: false,
    data: Closed({}),
    status: [200],
    refusals: [],
  },
});
