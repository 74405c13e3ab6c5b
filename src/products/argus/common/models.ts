/** Parts of models that many operations show: customers, users and addresses. */
import { isMulticast, isPublic, widthOf } from '../../../kernel/net.ts';
import { categories } from '../../../model/category.ts';
import type { Case, Customer, Domain, Host, User, World } from '../../../model/world.ts';
import type { CustomerInfo, NetworkAddress, UserInfo, UserInfoV2 } from '../generated/types.ts';

export const customerInfo = ({ id, name, shortName }: Customer, domain: Domain): CustomerInfo => ({
  id,
  name,
  shortName,
  domain,
});

export const userInfo = (user: User, domain: Domain): UserInfo => ({
  id: user.id,
  customerID: user.customer.id,
  customer: customerInfo(user.customer, domain),
  domain,
  userName: user.userName,
  name: user.name,
  type: 'user',
});

/** A user as Events v2 and API keys show it. */
export const userInfoV2 = (user: User, { domain }: World): UserInfoV2 => ({
  id: user.id,
  shortName: user.userName,
  name: user.name,
  type: 'user',
  customer: customerInfo(user.customer, domain),
  domain,
  flags: [],
});

export const networkAddress = ({ range, address }: Pick<Host, 'range' | 'address'>): NetworkAddress => ({
  host: range.bits === widthOf(range.version),
  ipv6: range.version === 6,
  maskBits: range.bits,
  multicast: isMulticast(range),
  public: isPublic(range),
  address,
});

/** Ids of categories of cases by their short names. */
export const categoryIds = new Map<string, number>(
  Object.values(categories).map(({ id, shortName }) => [shortName, id]),
);

/** The status that v2 shows: one of v1 is missing there, and means that it is the security centre's turn. */
export const statusOf = ({ status }: Case): Exclude<Case['status'], 'attachmentAdded'> =>
  status === 'attachmentAdded' ? 'pendingSoc' : status;
