export const coupon = {
  own: '我的优惠券',
  code: '优惠码',
  use: '使用',
  off: '取下',
  used: (code: string) => `已用优惠码 ${code}`,
} as const;
