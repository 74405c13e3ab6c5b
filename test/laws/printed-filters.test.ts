/** Laws of the filters of USM Anywhere: the values that the document prints for them find something in the default World. */
import { expect, test } from 'vitest';
import { lived } from '../support/living.ts';
import { tenantOf } from '../support/tenant.ts';
import { worldOf } from '../support/worlds.ts';

const sensors = ['085dff4e-8256-40ca-8ed8-cfd3bd56f505', '308ba880-2518-44bb-9ada-07b158d11713'];

/** Left out is what stands for a tenant's own names there (`my_account`, `my_user`, `name`), and what happened long before the World. */
const printed = {
  alarms: {
    status: ['open'],
    suppressed: ['false', 'true'],
    rule_intent: ['Environmental Awareness'],
    rule_method: ['AWS EC2 Security Group Modified'],
    rule_strategy: ['Network Access Control Modification'],
    priority_label: ['medium', 'high', 'medium, high'],
    alarm_sensor_sources: sensors,
    timestamp_occurred_gte: ['1737990884154'],
  },
  events: {
    plugin: ['Amazon AWS CloudTrail'],
    suppressed: ['false', 'true'],
    sensor_uuid: sensors,
    timestamp_occurred_gte: ['1737990884154'],
  },
} as const;

test.each(['documented', 'live'] as const)('each finds something in the %s dialect', (dialect) => {
  const tenant = tenantOf(lived(worldOf()), dialect, 1);
  const empty = (['alarms', 'events'] as const).flatMap((list) =>
    Object.entries<readonly string[]>(printed[list]).flatMap(([name, values]) =>
      values
        .filter((value) => tenant[list]({ [name]: value, size: '1' }).length === 0)
        .map((value) => `${list} ${name}=${value}`),
    ),
  );
  expect(empty).toEqual([]);
});
