using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfMigrators;

/// <summary>Makes another. Half a second of sleep stands for the time that a real change takes.</summary>
[DbContext(typeof(RaceContext))]
[Migration("20260102000000_Second")]
public sealed class Second : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create table second (id bigint primary key); select pg_sleep(0.5)");
}
