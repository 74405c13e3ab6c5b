/** An API key as lists show it: never with its secret. Source: W5.0 authentication/v1/apikey. */
import { addressText, parseRange, type Range } from '../../../../kernel/net.ts';
import type { Customer, User, World } from '../../../../model/world.ts';
import { keyPrefix, type KeyRecord } from '../../access/records.ts';
import { functionId } from '../../access/permissions.ts';
import type { ApiKey } from '../../generated/types.ts';
import { customerInfo, networkAddress, userInfoV2 } from '../../common/models.ts';

export function descriptor(world: World, record: KeyRecord): ApiKey {
  const sources = record.sources?.map(parseRange).filter((range): range is Range => range !== null) ?? [];
  return {
    prefix: keyPrefix(world.accounts[record.account]?.id ?? 0, record.key),
    description: record.description,
    createdTimestamp: record.created,
    createdByUser: userInfoV2(world.users()[record.createdBy] as User, world),
    validUntil: record.expires ?? 0,
    validSources: sources.map((range) => networkAddress({ range, address: addressText(range) })),
    source: sourceOf(record),
    constraints: {
      customers: (record.customers ?? []).map((index) =>
        customerInfo(world.customers[index] as Customer, world.domain),
      ),
      functions: (record.functions ?? []).map((name) => ({ id: functionId(name), name })),
      readOnly: record.readOnly,
    },
    lastUsedIP: null,
    lastUsedTimestamp: null,
  };
}

/** Where a key may be used from: addresses, a cloud, or anywhere. */
function sourceOf({ sources, cloud }: KeyRecord): ApiKey['source'] {
  const none = { staticOptions: null, awsOptions: null, azureOptions: null, githubOptions: null };
  if (cloud !== undefined) {
    const options = { regions: [...cloud.regions], services: [...cloud.services] };
    const { services } = options;
    return {
      ...none,
      provider: cloud.provider,
      ...(cloud.provider === 'aws' && { awsOptions: options }),
      ...(cloud.provider === 'azure' && { azureOptions: options }),
      ...(cloud.provider === 'github' && { githubOptions: { services } }),
    };
  }
  if (sources === null) return { ...none, provider: 'disabled' };
  return { ...none, provider: 'staticIP', staticOptions: { ipAddresses: [...sources] as [string, ...string[]] } };
}
