import { useEffect, useState } from 'preact/hooks';

const carriesFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Takes a file that is dropped anywhere on the page; answers whether one hovers over it now. */
export const useDroppedFile = (take: (file: File) => void): boolean => {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    // Entering an element comes before leaving the one around it, so that only a count tells when the page is left.
    let depth = 0;
    const show = (): void => setHovering(depth > 0);
    const enter = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      depth += 1;
      show();
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      depth = Math.max(0, depth - 1);
      show();
    };
    // Without this the browser would open the file instead of handing it over.
    const over = (event: DragEvent): void => {
      if (carriesFile(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      depth = 0;
      show();
      const file = event.dataTransfer?.files[0];
      if (file) take(file);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, [take]);
  return hovering;
};
