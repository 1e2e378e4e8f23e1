import { plural } from '../../../language/english.ts';

export const en = {
  heading: 'Event',
  name: 'Event name',
  width: 'Digits of a lucky number',
  widthHint: (example: string) => `Number 42 is shown as ${example}`,
  spin: 'Spin time',
  spinHint: (most: number) => `Seconds from the close of the randomness to the result, 0 to ${most}`,
  capacity: 'Maximum participants',
  capacityHint: (now: number) => `${now.toLocaleString('en')} so far; once full, nobody else can join`,
  reserves: 'Reserves per draw',
  reservesHint: 'They step in for absent winners; fewer if few people can win',
  wifi: 'Wi-Fi on the projector',
  wifiHint: 'With its name and password, the projector shows a code that connects phones.',
  ssid: 'Wi-Fi name',
  wifiPassword: 'Wi-Fi password',
  wifiPublic: 'Shown to everybody in the room',
  save: 'Save settings',
  undo: 'Discard changes',
  spinLimits: (most: number) => `Enter 0 to ${most} seconds.`,
  registration: {
    heading: 'Registration',
    open: 'Open: new phones get a number',
    closed: 'Closed: only phones that have joined get in',
    openAction: 'Open registration',
    closeAction: 'Close registration',
  },
  reset: {
    heading: 'Danger zone',
    lead: 'Start over, for example after a rehearsal. A copy of everything is kept on the host first.',
    open: 'Reset…',
    title: 'Start over?',
    draws: 'Results only',
    drawsBody: (draws: number, drawn: number) =>
      `Deletes ${plural(draws, 'draw', 'draws')} with ${plural(drawn, 'winner', 'winners')} and their claim codes. All prizes can be drawn again. Phones that won go back to waiting.`,
    drawsKeep: (participants: number) =>
      `Keeps ${plural(participants, 'participant', 'participants')} with their numbers, all prizes and settings.`,
    all: 'Results and participants',
    allBody: (draws: number, drawn: number, participants: number) =>
      `Deletes ${plural(draws, 'draw', 'draws')} with ${plural(drawn, 'winner', 'winners')}, and all ${plural(participants, 'participant', 'participants')}. Phones that are here join again and get new numbers from 1.`,
    allKeep: 'Keeps all prizes and settings.',
    copy: 'A copy is kept on the host first. Until the next draw, the reset can be undone here.',
    undoLead: 'Bring back what the last reset deleted, as long as nothing was drawn since.',
    undoOpen: 'Undo the last reset…',
    undoTitle: 'Undo the last reset?',
    undoBody:
      'Draws, winners and claim codes come back. If the participants were reset too, phones get their old numbers back; whoever has joined since joins again.',
    undoConfirm: 'Undo the reset',
    undone: (draws: number, participants: number) =>
      `Restored: ${plural(draws, 'draw', 'draws')}${participants > 0 ? ` and ${plural(participants, 'participant', 'participants')}` : ''}.`,
    typeName: (name: string) => `Type the event’s name to confirm: ${name}`,
    confirmDraws: 'Delete results',
    confirmAll: 'Delete results and participants',
    resetting: 'Deleting…',
    done: (draws: number, participants: number) =>
      `Deleted: ${plural(draws, 'draw', 'draws')}${participants > 0 ? ` and ${plural(participants, 'participant', 'participants')}` : ''}.`,
    backup: (file: string) => `A copy is kept on the host: ${file}`,
    busy: 'A draw is running. Wait for its result.',
  },
};

export type EventSettingsTexts = typeof en;
