using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfMigrators;

/// <summary>Makes a table. Half a second of sleep stands for the time that a real change takes.</summary>
[DbContext(typeof(RaceContext))]
[Migration("20260101000000_First")]
public sealed class First : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create table first (id bigint primary key); select pg_sleep(0.5)");
}
