/**
 * What a start is measured against: Fastify, Socket.IO and SQLite with nothing of ours, on a store of its own. Plain
 * JavaScript, so that no types are stripped from it.
 * Argument: the database file. Writes `listening` when it listens.
 */
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { Server } from 'socket.io';

const database = new Database(process.argv[2]);
database.pragma('journal_mode = WAL');
database.exec('CREATE TABLE entries (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
const app = Fastify();
app.get('/', () => 'here');
const sockets = new Server(app.server, { serveClient: false });
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write('listening\n');
process.on('SIGTERM', () => {
  void sockets.close().then(() => process.exit(0));
});
