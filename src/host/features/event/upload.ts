/// <reference types="@fastify/multipart" />
import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { MAX_IMAGE_BYTES } from '../../../contract/event/limits.ts';

/**
 * The one file of a form, which stands for the request's body from now on; null where the form holds none, or breaks off.
 * @throws FastifyError for a file too large.
 */
export const readUpload = async (request: FastifyRequest): Promise<Buffer | null> => {
  try {
    const file = await request.file({ limits: { fileSize: MAX_IMAGE_BYTES, files: 1, fields: 0 } });
    const bytes = file ? await file.toBuffer() : null;
    request.fileHash = bytes && hash('sha256', bytes);
    return bytes;
  } catch (error) {
    // Fastify's own refusals have a status; what the form's parser throws has none, and is about the form.
    if (error instanceof Error && 'statusCode' in error) throw error;
    return null;
  }
};
