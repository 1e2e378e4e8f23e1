/** What stands beside the proofs for whoever opens the archive. Windows line ends: it is read in any editor. */
export const archiveReadme = (eventName: string, madeAt: number): string =>
  `${eventName}
${new Date(madeAt).toISOString()}

Open check.html in any browser. It draws every draw of this event again and says whether it was fair.
It needs no internet and no server, and sends nothing anywhere.

  check.html   checks the proofs; other proofs can be dropped onto it
  proofs/      one proof for each draw (JSON, protocol ld2)
  log.json     what the organisers did, each record chained to the one before by its hash

Lucky Draw Kiosk checks a proof on the command line too:
  npm run verify -- proofs/<file>


check.html을 아무 브라우저에서나 열어 주세요. 이 행사의 모든 추첨을 다시 해 보고 공정했는지 알려 드려요.
인터넷도 서버도 필요 없고, 아무 곳에도 아무것도 보내지 않아요.

  check.html   증명을 확인하는 페이지예요. 다른 증명 파일을 끌어다 놓아도 돼요
  proofs/      추첨마다 하나씩 있는 증명(JSON, 프로토콜 ld2)
  log.json     주최 측이 한 일의 기록이에요. 기록마다 앞 기록의 해시로 이어져 있어요

명령줄에서도 확인할 수 있어요:
  npm run verify -- proofs/<파일>
`.replaceAll('\n', '\r\n');
