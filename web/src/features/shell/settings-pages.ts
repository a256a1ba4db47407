export const SETTINGS_PAGES = [
  { to: '/settings/general', name: 'General' },
  { to: '/settings/members', name: 'Members' },
  { to: '/settings/projects', name: 'Projects' },
  { to: '/settings/api-keys', name: 'API keys' },
  { to: '/settings/tags', name: 'Tags' },
  { to: '/settings/savings', name: 'Savings' },
  { to: '/settings/audit', name: 'Audit log' },
  { to: '/settings/about', name: 'About' },
] as const
