/**
 * Rounds as the network "quicknet" published them: 42 from https://docs.drand.love/developer/http-api (which gives no
 * randomness), 1000 and 657413 from the tests and documents of several clients of the network.
 */
export const RECORDED = [
  {
    round: 42,
    signature: '95a9f9f5b231b7714de1553105d8ffdf3dcda24cfdb1e689319bccf79a9c8ce430a91b811fbfaf763900bc998b5d686a',
  },
  {
    round: 1000,
    randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
    signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
  },
  {
    round: 657_413,
    randomness: 'fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587',
    signature: 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b',
  },
] as const;

export const [ROUND_42, ROUND_1000, ROUND_657413] = RECORDED;

/**
 * The signature of round 1000 plus a point of the curve that lies outside the signatures' group. The pairing cannot tell it
 * from the true one, but its hash is another: a relay could offer as many such "randomnesses" as it likes.
 */
export const OUTSIDE_THE_GROUP =
  '94385d48ab9d338824a523ff7d310fbeeac0184598d56b49f27857bcd3ef91f6ead1c7ef99c9beee47784ebba5c635de';
