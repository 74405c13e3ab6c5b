/** The members that seed 003 prints in its models and that depend on the data source; the documented dialect always has them. */

export const printedAlarm = [
  'app_type',
  'source_username',
  'security_group_id',
  'authentication_type',
  'app_id',
  'request_user_agent',
  'event_name',
] as const;

export const printedEvent = [
  'request_user_agent',
  'source_service_name',
  'source_infrastructure_name',
  'source_infrastructure_type',
  'destination_infrastructure_name',
  'destination_infrastructure_type',
  'destination_zone',
  'authentication_type',
  'access_control_outcome',
  'event_action',
] as const;
