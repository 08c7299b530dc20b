using System.Collections;
using System.Reflection;
using Everlatch.Release.Builds.Making;

namespace Everlatch.Release.Tests.Builds;

public sealed class ConfigurationKeysTests
{
    [Fact]
    public void What_the_metadata_says_is_what_the_loaded_types_say()
    {
        var loaded = System.IO.Directory.GetFiles(AppContext.BaseDirectory, "Everlatch.*.dll")
            .SelectMany(file => Assembly.LoadFrom(file).GetTypes())
            .Where(type => type.GetField("Section") is { IsLiteral: true } && type != typeof(SampleOptions))
            .SelectMany(Keys).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(loaded);
        Assert.Equal(loaded, ConfigurationKeys.Of(AppContext.BaseDirectory).Where(key => !IsSample(key)));
    }

    [Fact]
    public void A_list_that_is_there_from_the_beginning_counts_and_what_is_computed_does_not()
    {
        Assert.Equal(["Sample:Name", "Sample:Names"], ConfigurationKeys.Of(AppContext.BaseDirectory).Where(IsSample));
    }

    private static bool IsSample(string key) => key.StartsWith("Sample:", StringComparison.Ordinal);

    private static IEnumerable<string> Keys(Type options)
    {
        var defaults = Activator.CreateInstance(options, nonPublic: true)!;
        return options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null || property.GetValue(defaults) is IList)
            .Select(property => $"{options.GetField("Section")!.GetRawConstantValue()}:{property.Name}");
    }

    /// <summary>Options with one of each.</summary>
    internal sealed class SampleOptions
    {
        public const string Section = "Sample";

        public static string Shared { get; set; } = "";

        public string Name { get; set; } = "";

        public IList<string> Names { get; } = [];

        public IReadOnlyList<string> Sorted => [.. Names.Order(StringComparer.Ordinal)];

        public bool IsNamed => Name.Length > 0;

        internal string Hidden { get; set; } = "";
    }
}
