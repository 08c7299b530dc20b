using CsCheck;
using Everlatch.Release.Pipeline;

namespace Everlatch.Release.Tests.Pipeline;

/// <summary>A key stands for all that a step read.</summary>
public sealed class StepInputsTests
{
    [Fact]
    public void Equal_inputs_have_one_key_in_whatever_order_they_are_named() => Assert.Equal(
        StepInputs.Of(("a", "1"), ("b", "2")).KeyOf("prove", "eu"), StepInputs.Of(("b", "2"), ("a", "1")).KeyOf("prove", "eu"));

    [Fact]
    public void Other_inputs_steps_and_regions_have_other_keys() =>
        Gen.Select(Any, Any).Sample((one, other) => Assert.Equal(one == other, Key(one) == Key(other)));

    // Short, of few letters: what could run into each other does.
    private static Gen<string> Text => Gen.Char["a:;1"].Array[0, 3].Select(letters => new string(letters));

    private static Gen<(string Step, string Region, string Name, string Value)> Any => Gen.Select(Text, Text, Text, Text);

    private static string Key((string Step, string Region, string Name, string Value) of) =>
        StepInputs.Of((of.Name, of.Value)).KeyOf(of.Step, of.Region);
}
