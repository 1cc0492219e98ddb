import {watchStanding} from './client';

let now = $state<'fine' | 'offline' | 'stranger'>('fine');
watchStanding((standing) => {
  now = standing;
});

/** Whether the desk answers this page. */
export const standing = (): typeof now => now;
