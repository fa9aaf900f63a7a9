import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const promotion: Same<typeof zh.promotion> = {
  title: 'Offers',
  kind: { firstOrder: 'First order', spendSave: 'Save', spendGift: 'Gift', inviteGift: 'Invite' },
  left: (time) => `${time} left`,
};
