/** What makes a command start fast: compiled code is kept from one start to the next, and source maps wait for an error. */
import { existsSync, readFileSync } from 'node:fs';
import { enableCompileCache, SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** From src/headless and from out/headless alike. */
const CACHE_DIR = join(import.meta.dirname, '../../.cache/compiled');

const readMap = (url: string): SourceMap | null => {
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  if (!file.endsWith('.js') || !existsSync(`${file}.map`)) return null;
  // Written by our own build, beside the file.
  return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload);
};

/** Stack traces of built files name the lines of the sources. Node's own way reads every map at the start. */
const traceSources = (): void => {
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (url: string): SourceMap | null => {
    let map = maps.get(url);
    if (map === undefined) maps.set(url, (map = readMap(url)));
    return map;
  };
  const located = (frame: NodeJS.CallSite): string => {
    const [url, line, column] = [frame.getScriptNameOrSourceURL(), frame.getLineNumber(), frame.getColumnNumber()];
    if (!url || line === null || column === null) return String(frame);
    const origin = mapOf(url)?.findOrigin(line, column);
    if (!origin || !('fileName' in origin)) return String(frame);
    const source = new URL(origin.fileName, url.startsWith('file:') ? url : `file://${url}`).href;
    return String(frame).replace(`${url}:${line}:${column}`, `${source}:${origin.lineNumber}:${origin.columnNumber}`);
  };
  Error.prepareStackTrace = (error, frames) =>
    [Error.prototype.toString.call(error), ...frames.map((frame) => `    at ${located(frame)}`)].join('\n');
};

export const quickenStart = (): void => {
  // Where the folder cannot be written, the start is slower and nothing else.
  enableCompileCache(CACHE_DIR);
  if (import.meta.filename.endsWith('.js')) traceSources();
};
