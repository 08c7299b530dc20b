using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfMigrators;

/// <summary>Makes another. Half a second of sleep stands for the time that a real change takes.</summary>
[DbContext(typeof(RaceContext))]
[Migration("20260103000000_Third")]
public sealed class Third : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create table third (id bigint primary key); select pg_sleep(0.5)");
}
