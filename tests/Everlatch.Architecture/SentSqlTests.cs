using System.Reflection;
using Everlatch.Storage;

namespace Everlatch.Architecture;

/// <summary>
/// Nothing reaches a database but the text of a statement that can be found: whoever hands a driver a text takes it from a
/// <see cref="Statement" /> and holds no text of its own. The compiled code is read, so that no way of writing it escapes.
/// </summary>
public sealed class SentSqlTests
{
    private static readonly string[] Drivers =
        ["System.Data", "Npgsql", "Microsoft.Data.Sqlite", "Dapper", "Microsoft.EntityFrameworkCore"];

    // What takes a text that the database is going to read.
    private static readonly string[] Words =
        ["Query", "Execute", "CreateCommand", "FromSql", "SqlQuery", "BeginBinary", "BeginText", "BeginRaw"];

    // It makes and drops databases of a drill, and writes there what that day's pipeline believed: no server sends it.
    private const string OfDrills = "Everlatch.Release.Drill.Machines.DrillDatabases";

    private static IReadOnlyList<MethodCode> Senders { get; } =
    [
        .. Assemblies().SelectMany(a => a.GetTypes()).Where(type => !IsOfDrills(type)).SelectMany(MethodCode.Of)
            .Where(code => code.Calls.Any(TakesSql)),
    ];

    [Fact]
    public void Whoever_sends_a_text_takes_it_from_a_statement() =>
        Assert.Empty(Senders.Where(code => !code.Calls.Any(IsStatementText)).Select(code => code.ToString()));

    [Fact]
    public void Whoever_sends_a_text_holds_none_of_its_own() =>
        Assert.Empty(Senders.Where(code => code.HoldsText).Select(code => code.ToString()));

    [Fact]
    public void The_senders_are_found() =>
        Assert.Contains(Senders, code => code.Method.DeclaringType!.FullName!.StartsWith(
            "Everlatch.Storage.DatabaseStatements", StringComparison.Ordinal));

    [Theory]
    [InlineData(nameof(Literal))]
    [InlineData(nameof(Assigned))]
    [InlineData(nameof(Mapped))]
    public void A_text_that_is_no_statements_is_found(string method)
    {
        var code = MethodCode.Of(typeof(SentSqlTests)).Single(c => c.Method.Name == method);
        Assert.Contains(code.Calls, TakesSql);
        Assert.DoesNotContain(code.Calls, IsStatementText);
    }

    // Everlatch.Schema is no part of it: it sends the files of migrations, asks catalogs, and keeps tables of
    // its own that it makes itself.
    private static IEnumerable<Assembly> Assemblies() => OurAssemblies.All.Where(a => a.GetName().Name != "Everlatch.Schema");

    private static bool IsOfDrills(Type type) => (type.DeclaringType ?? type).FullName == OfDrills;

    private static bool TakesSql(MethodBase called) =>
        Drivers.Any(driver => called.DeclaringType?.Namespace?.StartsWith(driver, StringComparison.Ordinal) == true)
        && (called.Name == "set_CommandText"
            || ((called.IsConstructor || Words.Any(word => called.Name.StartsWith(word, StringComparison.Ordinal)))
                && !called.DeclaringType!.Name.EndsWith("Builder", StringComparison.Ordinal)
                && called.GetParameters().Any(p => p.ParameterType == typeof(string) && IsForSql(p, called))));

    // A connection is made of a text too, and a parameter's name is one.
    private static bool IsForSql(ParameterInfo parameter, MethodBase called) =>
        called.IsConstructor
            ? called.DeclaringType!.Name.EndsWith("Command", StringComparison.Ordinal)
                || called.DeclaringType.Name == "CommandDefinition"
            : parameter.Position <= 1;

    private static bool IsStatementText(MethodBase called) =>
        called.DeclaringType == typeof(Statement) && called.Name == "get_Sql";

    private static Npgsql.NpgsqlCommand Literal() => new("select 1");

    private static void Assigned(System.Data.Common.DbCommand command) => command.CommandText = command.ToString();

    private static Dapper.CommandDefinition Mapped(string sql) => new(sql);
}
