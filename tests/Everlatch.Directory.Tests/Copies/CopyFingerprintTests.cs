using System.Reflection;
using Everlatch.Core.Ids;
using Everlatch.Directory.Copies;
using Everlatch.Storage;

namespace Everlatch.Directory.Tests.Copies;

/// <summary>A copy is read only by a build to which its rows mean the same.</summary>
public sealed class CopyFingerprintTests
{
    private const string Sql = "select environment_id, id, name from things";

    private static readonly byte[] Today = CopyFingerprint.Of("schema", [typeof(Source)]);

    [Fact]
    public void The_same_statements_and_rows_give_the_same() =>
        Assert.Equal(Today, CopyFingerprint.Of("schema", [typeof(SameSource), typeof(CopyFingerprintTests)]));

    [Theory]
    [InlineData(typeof(WithOneMore))]
    [InlineData(typeof(WithAnotherName))]
    [InlineData(typeof(WithAnotherType))]
    public void Rows_of_another_shape_give_another(Type source) =>
        Assert.NotEqual(Today, CopyFingerprint.Of("schema", [source]));

    [Fact]
    public void Another_statement_gives_another() =>
        Assert.NotEqual(Today, CopyFingerprint.Of("schema", [typeof(WithAnotherStatement)]));

    [Fact]
    public void Another_schema_gives_another() => Assert.NotEqual(Today, CopyFingerprint.Of("next", [typeof(Source)]));

    [Fact]
    public void Each_source_of_this_build_holds_the_rows_that_it_reads()
    {
        var sources = typeof(CopyFingerprint).Assembly.GetTypes()
            .Where(type => CopyFingerprint.Of("", [type]) is var one && !one.SequenceEqual(CopyFingerprint.Of("", [])))
            .ToList();
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.NotNull(source.GetNestedType("Row", BindingFlags.NonPublic)));
    }

    private static Statement All(string sql) =>
        Statement.Read("directory.load_things", sql).AcrossEnvironments("the directory holds every environment");

    private static class Source
    {
        internal static readonly Statement Load = All(Sql);

        private sealed record Row(EnvironmentId EnvironmentId, string Id, string? Name);
    }

    private static class SameSource
    {
        internal static readonly Statement Load = All(Sql);

        private sealed record Row(EnvironmentId EnvironmentId, string Id, string? Name);
    }

    private static class WithOneMore
    {
        internal static readonly Statement Load = All(Sql);

        private sealed record Row(EnvironmentId EnvironmentId, string Id, string? Name, long Rank);
    }

    private static class WithAnotherName
    {
        internal static readonly Statement Load = All(Sql);

        private sealed record Row(EnvironmentId EnvironmentId, string Id, string? Title);
    }

    private static class WithAnotherType
    {
        internal static readonly Statement Load = All(Sql);

        private sealed record Row(EnvironmentId EnvironmentId, long Id, string? Name);
    }

    private static class WithAnotherStatement
    {
        internal static readonly Statement Load = All(Sql + " order by id");

        private sealed record Row(EnvironmentId EnvironmentId, string Id, string? Name);
    }
}
