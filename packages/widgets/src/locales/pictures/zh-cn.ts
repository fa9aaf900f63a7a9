export const pictures = {
  title: (max: number) => `照片（最多 ${max} 张，每张 8 MB 以内）`,
  add: '加照片',
  one: (number: number) => `照片 ${number}`,
  remove: (number: number) => `去掉照片 ${number}`,
  again: '再传一次',
  progress: (sent: number, all: number) => `已传 ${sent}/${all} 张`,
  state: { waiting: '等待上传', sending: '正在上传', sent: '已传好' },
  why: {
    offline: '没有网络，没传上去。',
    picture_format: '这不是 JPEG、PNG 或 WebP 照片，请换一张。',
    picture_broken: '照片不完整，请重新拍一张。',
    picture_too_large: '照片超过 8 MB，请换一张小的。',
    picture_too_many: '没用上的照片太多，请明天再传。',
    pictures_off: '这家店不收照片，直接写明情况即可。',
    other: '没传上去。',
  },
} as const;
