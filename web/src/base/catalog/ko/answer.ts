import type {Catalog} from '../en';

export const texts: Catalog['answer'] = {
  start: '계산',
  again: '다시 계산',
  soFar: (done, total) => `지금까지 ${total} 중 ${done}`,
  stopped: (done, total) => `${total} 중 ${done}에서 중지`,
  stale: '이 답은 앞서 물은 것에 대한 답입니다. 그 뒤로 사례나 로드맵, 또는 위의 선택이 바뀌었습니다.',
  gone: '이 주소가 가리키는 답을 데스크가 더는 보관하고 있지 않습니다.',
  kept: '데스크에 보관된 그대로',
  result: '이 답',
  json: 'JSON',
  csv: 'CSV',
  whereSet: '정해진 곳',
  seconds: '최대 시간(초)',
  histories: '역사 수',
  seed: '시드',
  seedHint: '같은 시드는 모든 로드맵에서 같은 미래를 펼칩니다.',
  workedOn: '작업 중',
  none: '합의 없음',
  opened: (title) => `${title} 열기`,
};
