/** Attachments that come in fragments, until the last of them came. */
import type { OverlayTable } from '../../../../state/overlay.ts';
import type { Tables } from './records.ts';

export interface UploadRecord {
  readonly id: string;
  /** The id of the case. */
  readonly case: number;
  readonly by: number;
  readonly at: number;
  readonly name: string;
  readonly mimeType: string;
  readonly isInternal: boolean;
  readonly isPrepared: boolean;
  readonly zipPassword: string | null;
  readonly originEmailAddress: string | null;
  /** Base64, by number. */
  readonly fragments: Record<number, string>;
}

/** Uploads by the id of the attachment to be. */
export const uploadTable = ({ table }: Tables): OverlayTable<UploadRecord> => table('argus/case-uploads');
