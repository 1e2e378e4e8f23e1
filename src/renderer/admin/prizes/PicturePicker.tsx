import { ImagePlus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '../controls/Notice.tsx';
import { useDesk } from '../desk/deskContext.ts';
import { pictureFault, PICTURE_TYPES, type PictureChange } from './prizeDraft.ts';

/** An address under which the page shows a file that is not sent yet. */
const useFileUrl = (file: File | null): string | null => {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (file === null) {
      setUrl(null);
      return undefined;
    }
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
};

/** A prize's picture: chosen or dropped, seen before it is saved. */
export const PicturePicker = ({
  current,
  picture,
  onChange,
}: {
  /** The picture that the prize has now. */
  current: string | null;
  picture: PictureChange;
  onChange: (picture: PictureChange) => void;
}) => {
  const { m } = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<'pictureTooBig' | 'pictureWrongType' | null>(null);
  const [over, setOver] = useState(false);
  const fileUrl = useFileUrl(picture.kind === 'set' ? picture.file : null);
  const shown = picture.kind === 'set' ? fileUrl : picture.kind === 'remove' ? null : current;

  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    const found = pictureFault(file);
    setFault(found);
    if (found === null) onChange({ kind: 'set', file });
  };

  return (
    <fieldset className="field picture-picker">
      <legend>{m.prizes.picture}</legend>
      <div
        className={`drop-zone${over ? ' over' : ''}${shown === null ? '' : ' has-picture'}`}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        {shown === null ? (
          <ImagePlus aria-hidden="true" size={28} strokeWidth={1.5} />
        ) : (
          <img
            src={shown}
            alt=""
            onError={() => {
              // A broken file under the right name: the browser is the first to know.
              if (picture.kind !== 'set') return;
              setFault('pictureWrongType');
              onChange({ kind: 'keep' });
            }}
          />
        )}
        <div className="drop-words">
          {shown === null && <span>{m.prizes.pictureDrop}</span>}
          <button type="button" className="button small-button" onClick={() => input.current?.click()}>
            {shown === null ? m.prizes.pictureChoose : m.prizes.pictureChange}
          </button>
          {shown !== null && (
            <button
              type="button"
              className="button small-button"
              onClick={() => {
                setFault(null);
                onChange({ kind: current === null ? 'keep' : 'remove' });
              }}
            >
              <Trash2 aria-hidden="true" size={16} />
              {m.prizes.pictureRemove}
            </button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          accept={PICTURE_TYPES.join(',')}
          tabIndex={-1}
          aria-label={m.prizes.picture}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file can be chosen again after it was removed.
            event.target.value = '';
          }}
          data-testid="prize-picture"
        />
      </div>
      {fault === null ? (
        <p className="field-hint">{m.prizes.pictureHint}</p>
      ) : (
        <Notice kind="bad">{m.prizes[fault]}</Notice>
      )}
    </fieldset>
  );
};
