namespace Everlatch.Release.Drill;

/// <summary>A goal of a drill, and what came of it.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="ThatDay">What it was in the incident.</param>
/// <param name="Goal">What is to be reached.</param>
/// <param name="Measured">What was reached.</param>
/// <param name="IsMet">Whether that is enough.</param>
public sealed record DrillGoal(string Measure, string ThatDay, string Goal, string Measured, bool IsMet);
