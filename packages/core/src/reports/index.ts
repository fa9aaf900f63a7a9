import { communitiesReport } from './communities.ts';
import { complaintsReport } from './complaints-report.ts';
import { forecast } from './forecast.ts';
import { leadersReport } from './leaders.ts';
import { productsReport } from './products.ts';
import { profit } from './profit.ts';
import { shrinkageReport } from './shrinkage.ts';
import { suppliersReport } from './suppliers.ts';

export const reportOperations = {
  profit,
  products: productsReport,
  leaders: leadersReport,
  communities: communitiesReport,
  suppliers: suppliersReport,
  complaints: complaintsReport,
  shrinkage: shrinkageReport,
  forecast,
} as const;
