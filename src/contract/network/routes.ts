import { Type } from 'typebox';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Nullable } from '../shared/text.ts';
import { MAX_ADDRESSES } from './limits.ts';
import { NetworkAddress } from './views.ts';

export const networkRoutes = defineRoutes({
  chooseNetwork: {
    summary: 'Which address of this machine the QR code leads to; null: the host chooses',
    access: 'admin',
    body: Closed({ preferred: Nullable(Type.String({ minLength: 1, maxLength: 64 })) }),
    data: Closed({ join_url: Type.String(), addresses: Type.Array(NetworkAddress, { maxItems: MAX_ADDRESSES }) }),
    status: [200],
    refusals: [],
  },
});
