/** A call-report file with as many rows as asked for, spread over the customers; every row one held visit. */
export function callReportFile(rows: number, customers: number): string {
  const lines = ['call_id,status,date,time,customer_system,customer_id,rep,brand,call_type,minutes,brands,location'];
  const start = Date.UTC(2024, 0, 1);
  for (let row = 0; row < rows; row += 1) {
    const moment = new Date(start + ((row * 7_919) % 1_000) * 86_400_000 + (row % 600) * 60_000).toISOString();
    const customer = (row * 31) % customers;
    lines.push(
      `call-${row},held,${moment.slice(0, 10)},${moment.slice(11)},bench,C-${customer},REP-${row % 20},BRAND-${row % 3},face_to_face,${5 + (row % 40)},BRAND-${row % 3},Practice ${row % 90}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
