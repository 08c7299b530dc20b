// One migrator of EF Core on PostgreSQL, as a service does that calls Migrate() when it
// starts. It says `ready`, waits for a line, and migrates; exit code 0 when that went well.
using EfMigrators;
using Microsoft.EntityFrameworkCore;

var options = new DbContextOptionsBuilder<RaceContext>().UseNpgsql(args[0]).Options;
await using var context = new RaceContext(options);
_ = context.Model;
Console.WriteLine("ready");
Console.ReadLine();
try
{
    await context.Database.MigrateAsync();
    return 0;
}
catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException)
{
    Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
    return 1;
}
