import type {Catalog} from '../en';

export const texts: Catalog['answer'] = {
  start: 'احسب',
  again: 'احسب من جديد',
  soFar: (done, total) => `حتى الآن ${done} من ${total}`,
  stopped: (done, total) => `أُوقف عند ${done} من ${total}`,
  stale: 'هذا جواب سؤال سابق: تغيّرت بعده الحالة أو خارطة الطريق أو أحد الخيارات أعلاه.',
  gone: 'لم يعد المكتب يحفظ الجواب الذي يشير إليه هذا العنوان.',
  kept: 'كما حفظه المكتب',
  result: 'هذا الجواب',
  json: 'JSON',
  csv: 'CSV',
  whereSet: 'أين يُحدَّد',
  seconds: 'أقصى مدة بالثواني',
  histories: 'عدد المسارات',
  seed: 'البذرة',
  seedHint: 'البذرة نفسها تعيد المستقبلات نفسها مع كل خارطة طريق.',
  workedOn: 'قيد العمل',
  none: 'بلا اتفاق',
  opened: (title) => `فتح ${title}`,
};
