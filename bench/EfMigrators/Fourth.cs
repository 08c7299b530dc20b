using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfMigrators;

/// <summary>Makes another. Half a second of sleep stands for the time that a real change takes.</summary>
[DbContext(typeof(RaceContext))]
[Migration("20260104000000_Fourth")]
public sealed class Fourth : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create table fourth (id bigint primary key); select pg_sleep(0.5)");
}
