import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hostForTest, type TestHost } from '../../../support/host.ts';
import { mockCluster, readTopic, writeTopic } from '../../../support/kafka.ts';
import { hasKcat } from '../../../support/mockCluster.ts';
import { drawnLotteries, gameOn, lotteriesOf } from './game.ts';

const TOPIC = 'player.v1.staked';
const HEADER = ['messageType=player.stakeCreated'];

const message = (player: string, more: object = {}): string =>
  JSON.stringify({ player_id: player, game_id: 'slots', amount: 10, ...more });

const until = async <T>(look: () => Promise<T>, isSo: (found: T) => boolean): Promise<T> => {
  for (const end = performance.now() + 30_000; ;) {
    const found = await look();
    if (isSo(found)) return found;
    if (performance.now() > end) throw new Error(`not so after 30 s: ${JSON.stringify(found)}`);
    await new Promise((next) => setTimeout(next, 50));
  }
};

const playersOf = async (host: TestHost): Promise<string[]> =>
  (await lotteriesOf(host, 'slots')).flatMap(({ players }) => players);
const kafkaOf = async (host: TestHost) => (await host.admin('games', {})).data;

describe.skipIf(!hasKcat())('with a broker', () => {
  it(
    'takes stakes from Kafka in their order, and none twice when it is asked for all of them again',
    { timeout: 90_000 },
    async () => {
      const cluster = await mockCluster();
      await writeTopic(cluster.broker, TOPIC, [message('a'), message('b', { message_id: 'bet-b' })], HEADER);
      const host = await hostForTest({ config: { kafkaBrokers: [cluster.broker] } });
      // They come before the game is there: kept, and taken when somebody tries them again.
      const early = await until(
        () => host.admin('deadLetters', {}),
        ({ data }) => data.total === 2,
      );
      expect(early.data.dead_letters.map(({ reason, retryable }) => [reason, retryable])).toEqual([
        ['There is no such game.', true],
        ['There is no such game.', true],
      ]);
      await gameOn(host, { game_id: 'slots', players: 2 });
      for (const { dead_letter_id: id } of early.data.dead_letters)
        await host.admin('retryDeadLetter', { params: { dead_letter_id: id } });
      const [drawn] = await drawnLotteries(host, 'slots');
      expect(drawn).toMatchObject({ status: 'finished', players: ['a', 'b'] });
      const [award] = await until(
        async () => readTopic(cluster.broker, 'lottery.v1.award'),
        (messages) => messages.length > 0,
      );
      expect(award).toMatchObject({ key: 'slots', headers: { messageType: 'lotteryAwardCreated' } });
      expect(JSON.parse(award?.value ?? '')).toMatchObject({
        type: 'lotteryAwardCreated',
        data: { lottery_id: 'slots-1', win_sum: 5_000 },
      });

      await writeTopic(cluster.broker, TOPIC, [message('c'), message('a')], HEADER);
      await until(
        () => playersOf(host),
        (players) => players.length === 4,
      );
      expect(await kafkaOf(host)).toMatchObject({ kafka: { state: 'reading', error: null }, dead_letters: 0 });
      await host.close();

      // Another cluster that knows nothing of what was read: the same messages, from the start.
      const forgetful = await mockCluster();
      await writeTopic(forgetful.broker, TOPIC, [message('b', { message_id: 'bet-b' }), message('d')], HEADER);
      const again = await host.reopen({ config: { kafkaBrokers: [forgetful.broker] } });
      const players = await until(
        () => playersOf(again),
        (found) => found.length === 5,
      );
      expect(players).toEqual(['a', 'b', 'c', 'a', 'd']);
    },
  );

  it('puts aside what it cannot read, and goes on with the rest', { timeout: 60_000 }, async () => {
    const cluster = await mockCluster();
    const host = await hostForTest({ config: { kafkaBrokers: [cluster.broker] } });
    await gameOn(host, { game_id: 'slots', players: 10 });
    await writeTopic(
      cluster.broker,
      TOPIC,
      [
        '{"player_id":',
        message('a', { amount: -1 }),
        message('a', { amount: 0.5 }),
        message('a', { game_id: 'nowhere' }),
        message('a', { extra: '<script>alert(1)</script>' }),
        'x'.repeat(20_000),
        message('good'),
      ],
      HEADER,
    );
    await writeTopic(cluster.broker, TOPIC, [message('of another type')], ['messageType=player.left']);
    await writeTopic(cluster.broker, TOPIC, [message('of no type')]);
    const { data } = await until(
      () => host.admin('deadLetters', {}),
      (found) => found.data.total === 7,
    );
    expect(await playersOf(host)).toEqual(['good']);
    expect(data.dead_letters.map(({ reason }) => reason)).toEqual([
      'The message is not JSON in UTF-8.',
      'The message/amount must be >= 1.',
      'The message/amount must be integer.',
      'The message must NOT have additional properties.',
      'The message is not JSON in UTF-8.',
      'There is no such game.',
      'The message has no header messageType.',
    ]);
    const large = data.dead_letters.find(({ bytes }) => bytes === 20_000);
    expect(large).toMatchObject({ retryable: false });
    expect(large?.body).toHaveLength(16_384);
    const params = { dead_letter_id: large?.dead_letter_id ?? '' };
    expect(await host.admin('retryDeadLetter', { params })).toMatchObject({ code: 'dead_letter_not_readable' });
    await host.admin('discardDeadLetter', { params });
    expect(await host.admin('discardDeadLetter', { params })).toMatchObject({ code: 'dead_letter_not_found' });
    expect((await host.admin('deadLetters', {})).data.total).toBe(6);
  });

  it('goes on without a broker, says so, and reads again when one is back', { timeout: 90_000 }, async () => {
    const cluster = await mockCluster();
    // The address that the host knows; where it leads changes, as with a cluster that is built anew.
    let leadsTo = Number(cluster.broker.split(':')[1]);
    const entrance = createServer((socket) => {
      const inner = connect(leadsTo, '127.0.0.1');
      for (const [from, to] of [
        [socket, inner],
        [inner, socket],
      ] as const) {
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
      }
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void entrance.close());
    await once(entrance, 'listening');
    const address = `127.0.0.1:${(entrance.address() as AddressInfo).port}`;
    const host = await hostForTest({ config: { kafkaBrokers: [address] } });
    const { stake } = await gameOn(host, { game_id: 'slots', players: 100 });
    await writeTopic(cluster.broker, TOPIC, [message('a')], HEADER);
    await until(
      () => playersOf(host),
      (players) => players.includes('a'),
    );
    await cluster.kill();
    const { kafka } = await until(
      () => kafkaOf(host),
      (data) => data.kafka.state === 'failing',
    );
    expect(kafka.error).toMatch(/\S/);
    expect(await stake('by HTTP')).toMatchObject({ status: 201 });

    const next = await mockCluster();
    leadsTo = Number(next.broker.split(':')[1]);
    await writeTopic(next.broker, TOPIC, [message('b')], HEADER);
    await until(
      () => playersOf(host),
      (players) => players.includes('b'),
    );
    expect(await playersOf(host)).toEqual(['a', 'by HTTP', 'b']);
    expect((await kafkaOf(host)).kafka).toMatchObject({ state: 'reading', error: null });
  });
});

it('goes on with brokers that are not there', { timeout: 30_000 }, async () => {
  const host = await hostForTest({ config: { kafkaBrokers: ['127.0.0.1:9'] } });
  const { stake } = await gameOn(host);
  expect(await stake('a')).toMatchObject({ status: 201 });
  const { kafka } = await until(
    () => kafkaOf(host),
    (data) => data.kafka.state === 'failing',
  );
  expect(kafka.error).toMatch(/connect|ECONNREFUSED/i);
});
