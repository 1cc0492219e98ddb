import type {Catalog} from '../en';

export const texts: Catalog['cases'] = {
  title: '사례',
  lead: '사례에는 당사자가 누구인지, 각 조치가 누구에게 얼마의 값어치인지, 정치가 무엇을 배제하는지가 적혀 있습니다. 열어서 보고, 바꾸고, 결과를 확인하십시오.',
  search: '사례 검색',
  none: '맞는 사례가 없습니다.',
  empty: '사례를 찾지 못했습니다. 데스크를 시작할 때 이름을 대십시오:',
  measures: (n) => `조치 ${n}개`,
  phases: (n) => `${n}단계`,
  agreements: '합의문',
  obligations: (n) => `의무 ${n}개`,
  ledger: '이행 장부',
  entries: (n) => `기입 ${n}건`,
  openRoadmap: '로드맵',
  unreadable: '읽을 수 없음',
  folders: '읽은 폴더',
  table: '표에서 합의문 시작하기',
  another: '다른 사례나 폴더를 열려면 데스크를 시작할 때 이름을 대십시오:',
  found: (n) => `사례 ${n}개`,
  agreementOnly: '사례 없는 합의문',
};
