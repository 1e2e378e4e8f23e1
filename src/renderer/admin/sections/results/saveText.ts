/** Takes a text out of the page, without a secure context. */

/** Saves a text as a file of the person's choice. */
export const saveText = (fileName: string, type: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads the file after this call; a minute is long enough even for a dialog that asks where to.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** Copies a text; answers whether it worked. Pages over plain http have no clipboard but this one. */
export const copyText = (text: string): boolean => {
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'visually-hidden';
  document.body.append(area);
  const focused = document.activeElement;
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
};
