export * from './event/views.ts';
export * from './network/views.ts';
export * from './shared/views.ts';
export * from './stage/views.ts';
