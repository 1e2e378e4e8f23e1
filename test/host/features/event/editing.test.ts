import { describe, expect, it } from 'vitest';
import { PRIZE_LIMITS } from '../../../../src/contract/event/limits.ts';
import { hostForTest } from '../../../support/host.ts';

describe('two who edit the same thing', () => {
  it('change different fields of a prize side by side, and the second is told where both began from the same', async () => {
    const open = await hostForTest();
    const { data: prize } = await open.admin('createPrize', { body: { name: 'Car', quantity: 2 } });
    const params = { prize_id: prize.id };
    const first = await open.admin('updatePrize', { params, body: { name: 'Boat', seen_version: prize.version } });
    expect([first.status, first.data.version]).toEqual([200, prize.version + 1]);
    const second = await open.admin('updatePrize', { params, body: { quantity: 5, seen_version: prize.version } });
    expect([second.status, second.code]).toEqual([409, 'prize_changed']);
    const kept = (await open.admin('prizes', {})).data.prizes[0];
    expect(kept).toMatchObject({ name: 'Boat', quantity: 2 });
    const again = await open.admin('updatePrize', {
      params,
      body: { quantity: 5, seen_version: first.data.version },
    });
    expect(again.data).toMatchObject({ name: 'Boat', quantity: 5 });
    // Other programs that name no version go on as before.
    expect((await open.admin('updatePrize', { params, body: { rank: 3 } })).data).toMatchObject({
      name: 'Boat',
      quantity: 5,
      rank: 3,
    });
    const reopened = await open.reopen();
    expect((await reopened.admin('prizes', {})).data.prizes[0]?.version).toBe(prize.version + 3);
  });

  it('are told the same of the settings', async () => {
    const open = await hostForTest();
    const { data } = await open.admin('updateEvent', { body: { name: 'Gala' } });
    await open.admin('updateEvent', { body: { capacity: 50, seen_version: data.version } });
    const late = await open.admin('updateEvent', { body: { name: 'Ball', seen_version: data.version } });
    expect([late.status, late.code]).toEqual([409, 'event_changed']);
    expect((await open.call('event', {})).data.name).toBe('Gala');
  });

  it('cannot fill the screens with prizes without an end', async () => {
    const open = await hostForTest();
    const add = (name: string) => open.admin('createPrize', { body: { name } });
    for (let nth = 1; nth <= PRIZE_LIMITS.prizes; nth += 1) expect((await add(`Prize ${nth}`)).status).toBe(201);
    expect([(await add('One more')).code, (await add('One more')).status]).toEqual(['too_many_prizes', 409]);
    const { prizes } = (await open.admin('prizes', {})).data;
    expect(prizes).toHaveLength(PRIZE_LIMITS.prizes);
    await open.admin('deletePrize', { params: { prize_id: prizes[0]?.id ?? '' } });
    expect((await add('One more')).status).toBe(201);
  });

  it('find in the log what was changed, from what and to what', async () => {
    const open = await hostForTest();
    const { data: prize } = await open.admin('createPrize', { body: { name: 'Car', quantity: 2 } });
    await open.admin('updatePrize', { params: { prize_id: prize.id }, body: { name: 'Car', quantity: 3 } });
    const { records } = (await open.admin('log', {})).data;
    expect(records.find(({ action }) => action === 'prize_changed')?.details).toEqual({
      id: prize.id,
      from: { quantity: 2 },
      to: { quantity: 3 },
    });
  });
});
