using System.Reflection;
using System.Text.RegularExpressions;
using Everlatch.Core.Ids;
using Everlatch.Fuzz;

namespace Everlatch.Architecture;

/// <summary>What strangers send is parsed by code that takes any bytes.</summary>
public sealed partial class FuzzTargetTests
{
    // Bounded by their number, not by time: enough to run every branch near the seeds.
    private const int Inputs = 1000;

    // What developers and operators hand over, not strangers.
    private static readonly string[] OfOperators = ["Everlatch.Schema", "everlatch"];

    public static TheoryData<string> Names => [.. Targets.ByName.Keys];

    [Fact]
    public void A_parser_has_a_target()
    {
        var parsers =
            from type in OurAssemblies.Types
            where !OfOperators.Contains(type.Assembly.GetName().Name) && !IsId(type)
            from method in type.GetMethods(
                BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where Parsing().IsMatch(method.Name) && IsInput(method.GetParameters().FirstOrDefault()?.ParameterType)
            select type.Name;
        Assert.Empty(parsers.Distinct().Except(Targets.ByName.Values.Select(target => target.Parser.Name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_target_takes_what_it_begins_from(string name) =>
        Assert.All(Targets.ByName[name].Seeds, seed => Targets.ByName[name].Run(seed));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_target_takes_anything(string name)
    {
        for (var i = 0; i < Inputs; i++)
        {
            if (RandomInput.Find(Targets.ByName[name]) is var (input, e))
            {
                Assert.Fail($"{name} took {Convert.ToHexStringLower(input)}: {e}");
            }
        }
    }

    // They all parse by Id.
    private static bool IsId(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    private static bool IsInput(Type? type) =>
        type == typeof(string)
            || type == typeof(byte[])
            || type == typeof(ReadOnlySpan<byte>)
            || type == typeof(ReadOnlySpan<char>);

    [GeneratedRegex("^(Parse|TryParse|TryRead|TryDecode|TryIdOf)$")]
    private static partial Regex Parsing();
}
