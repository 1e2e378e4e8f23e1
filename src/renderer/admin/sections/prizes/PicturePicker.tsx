import { ImagePlus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '../../controls/Notice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { MAX_PICTURE_MB, pictureFault, PICTURE_TYPES, type PictureChange } from './prizeDraft.ts';
import { prizesTexts } from './texts.ts';
import './picturePicker.css';

/** A file that is not sent yet, as the page itself can show it. */
const FilePreview = ({ file, onBroken }: { file: File; onBroken: () => void }) => {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(file);
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return <img ref={image} alt="" onError={onBroken} />;
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
  const t = useTexts(prizesTexts);
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<'pictureTooBig' | 'pictureWrongType' | null>(null);
  const [over, setOver] = useState(false);
  const kept = picture.kind === 'keep' ? current : null;
  const hasPicture = picture.kind === 'set' || kept !== null;

  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    const found = pictureFault(file);
    setFault(found);
    if (found === null) onChange({ kind: 'set', file });
  };

  return (
    <fieldset className="field picture-picker">
      <legend>{t.picture}</legend>
      <div
        className={`drop-zone${over ? ' over' : ''}${hasPicture ? ' has-picture' : ''}`}
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
        {picture.kind === 'set' ? (
          <FilePreview
            file={picture.file}
            onBroken={() => {
              // A broken file under the right name: the browser is the first to know.
              setFault('pictureWrongType');
              onChange({ kind: 'keep' });
            }}
          />
        ) : kept !== null ? (
          <img src={kept} alt="" />
        ) : (
          <ImagePlus aria-hidden="true" size={28} strokeWidth={1.5} />
        )}
        <div className="drop-words">
          {!hasPicture && <span>{t.pictureDrop}</span>}
          <button type="button" className="button small-button" onClick={() => input.current?.click()}>
            {hasPicture ? t.pictureChange : t.pictureChoose}
          </button>
          {hasPicture && (
            <button
              type="button"
              className="button small-button"
              onClick={() => {
                setFault(null);
                onChange({ kind: current === null ? 'keep' : 'remove' });
              }}
            >
              <Trash2 aria-hidden="true" size={16} />
              {t.pictureRemove}
            </button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          accept={PICTURE_TYPES.join(',')}
          tabIndex={-1}
          aria-label={t.picture}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file can be chosen again after it was removed.
            event.target.value = '';
          }}
          data-testid="prize-picture"
        />
      </div>
      {fault === null ? (
        <p className="field-hint">{t.pictureHint(MAX_PICTURE_MB)}</p>
      ) : (
        <Notice kind="bad">{fault === 'pictureTooBig' ? t.pictureTooBig(MAX_PICTURE_MB) : t.pictureWrongType}</Notice>
      )}
    </fieldset>
  );
};
