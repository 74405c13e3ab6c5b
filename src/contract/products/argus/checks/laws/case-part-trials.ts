/** Writes to parts of cases, whose members the part, the case or its history show afterwards. Source: docs/contract/argus.md §14.0.4. */
import type { Json } from '../../../../../kernel/schema.ts';
import { at } from '../../../../lists/item.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import {
  door,
  flag,
  flagOfLast,
  idOfUser,
  last,
  metadata,
  nameOfUser,
  path,
  silence,
  silently,
  valuesAmong,
  withMember,
  type TrialsOf,
} from './case-doors.ts';

const file = { data: 'QQ==', mimeType: 'text/plain', name: 'contract.txt' };

export const partTrials: TrialsOf = {
  addComment: () => [
    {
      before: [
        { operation: 'addAttachment', body: file },
        { operation: 'addComment', body: { comment: 'To be answered' } },
      ],
      trial: ([attachment, comment]) => {
        const [attached, answered] = [attachment, comment].map((one) => member(one, 'id') ?? null);
        return {
          body: {
            comment: 'Plain <words>',
            internal: true,
            status: 'workingCustomer',
            textFormat: 'plainText',
            asReplyTo: answered ?? null,
            associatedAttachmentID: [attached ?? null],
            notification: silence,
          },
          doors: [
            metadata(['status', path('status'), 'workingCustomer']),
            door('listCaseComments', [
              ['comment', (data) => JSON.stringify(last('comment')(data)).includes('words'), true],
              ['textFormat', last('textFormat'), 'plainText'],
              ['internal', flagOfLast('INTERNAL'), true],
              [
                'asReplyTo',
                (data) => withMember('type', 'replyTo', 'commentID')(last('references')(data)),
                answered ?? null,
              ],
              [
                'associatedAttachmentID',
                (data) => listOf(last('associatedAttachments')(data)).map((one) => member(one, 'id') ?? null),
                [attached ?? null],
              ],
            ]),
            silently,
          ],
        };
      },
    },
  ],
  addAttachment: () => [
    {
      // The older way to say that it is a zip, and the newer one.
      before: [{ operation: 'addAttachment', body: { ...file, encryptedZip: true } }],
      trial: () => ({
        body: {
          ...file,
          prepared: true,
          encryptedZipMode: 'client',
          encryptedZipPassword: 'contract-zip',
          notification: silence,
        },
        doors: [
          door('listCaseAttachments', [
            ['encryptedZip', (data) => flag('ZIP_ENCRYPTED')(listOf(data)[0] ?? null), true],
            ['prepared', flagOfLast('PREPARED'), true],
            ['encryptedZipMode', flagOfLast('ZIP_ENCRYPTED'), true],
            ['encryptedZipPassword', last('encryptedZipPassword'), 'contract-zip'],
          ]),
          silently,
        ],
      }),
    },
  ],
  grantAccess: ({ users: [user] }) => [
    {
      body: { subjectID: idOfUser(user), level: 'write', addWatcher: false },
      doors: [
        door('listCaseACL', [
          ['subjectID', valuesAmong('grantedSubject.id', [idOfUser(user)]), [idOfUser(user)]],
          ['level', withMember('grantedSubject.id', idOfUser(user), 'level'), 'write'],
        ]),
        door('listCaseWatchers', [['addWatcher', valuesAmong('subject.id', [idOfUser(user)]), []]]),
      ],
    },
  ],
  addCaseWatcher: ({ users: [user, other] }) => [
    {
      body: { userOrGroup: nameOfUser(user), type: 'sms', verbose: true },
      doors: [
        door('listCaseWatchers', [
          ['userOrGroup', valuesAmong('subject.id', [idOfUser(user)]), [idOfUser(user)]],
          ['type', withMember('subject.id', idOfUser(user), 'type'), 'sms'],
          [
            'verbose',
            (data) => JSON.stringify(withMember('subject.id', idOfUser(user), 'flags')(data)).includes('VERBOSE'),
            true,
          ],
        ]),
      ],
    },
    {
      body: { subjectID: idOfUser(other) },
      doors: [
        door('listCaseWatchers', [['subjectID', valuesAmong('subject.id', [idOfUser(other)]), [idOfUser(other)]]]),
      ],
    },
  ],
  currentUserWatcherStatus: () => [
    {
      before: [{ operation: 'getCaseMetadataById' }, { operation: 'currentUserWatcherStatus', body: { sms: true } }],
      trial: ([made = null]) => {
        const own = at(made, 'createdByUser.id');
        const watchesBy =
          (type: string) =>
          (data: Json): Json =>
            listOf(data).some((one) => at(one, 'subject.id') === own && member(one, 'type') === type);
        return {
          body: { sms: true, email: true },
          doors: [
            door('listCaseWatchers', [
              ['sms', watchesBy('sms'), true],
              ['email', watchesBy('email'), true],
            ]),
          ],
        };
      },
    },
  ],
  setField: () => [
    {
      params: { field: 'contract-one' },
      body: { value: 'one', source: 'contract' },
      doors: [door('listCaseFields', [['value', (data) => JSON.stringify(data).includes('"one"'), true]])],
    },
  ],
  requestWorkflow: () => [
    {
      params: { workflow: 'escalation' },
      body: { comment: 'Have a look.', externalReference: 'EXT-1', publicComment: true },
      doors: [door('listWorkflows', [['publicComment', flagOfLast('PUBLIC_REQUEST_COMMENT'), true]])],
    },
  ],
  acknowledgeWorkflow: () => [
    {
      before: [{ operation: 'requestWorkflow', params: { workflow: 'escalation' }, body: { comment: 'Have a look.' } }],
      trial: () => ({
        params: { workflow: 'escalation' },
        body: { comment: 'Looked at.', publicComment: true },
        doors: [door('listWorkflows', [['publicComment', flagOfLast('PUBLIC_ACKNOWLEDGED_COMMENT'), true]])],
      }),
    },
  ],
};
