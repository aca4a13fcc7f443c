using System.Globalization;
using Xunit;

namespace Voxopsy.Testing;

/// <summary>Counts what a folder of reference cases asked and what we answered; its last line is the folder's verdict.</summary>
/// <remarks>
/// Deviation = |actual − expected| / max(1, |expected|) or the absolute or relative one, as the folder's README says; it is reported as a
/// multiple of the tolerance as well, so that lines of different folders can be compared.
/// </remarks>
public sealed class OracleTally(string folder)
{
    private readonly List<string> _failures = [];
    private readonly HashSet<string> _cases = [];
    private readonly HashSet<string> _failedCases = [];
    private int _values;
    private int _passed;
    private double _worst;
    private double _worstShare;
    private string _worstAt = "none";

    /// <summary>How a deviation is measured.</summary>
    public enum Measure
    {
        /// <summary>|actual − expected|.</summary>
        Absolute,

        /// <summary>|actual − expected| / |expected|; absolute when expected is 0.</summary>
        Relative,

        /// <summary>|actual − expected| / max(1, |expected|).</summary>
        Mixed,
    }

    public int Values => _values;

    public int Passed => _passed;

    public void Check(string caseId, string quantity, double expected, double actual, double tolerance, Measure measure = Measure.Mixed)
    {
        double difference = Math.Abs(actual - expected);
        double deviation = measure switch
        {
            Measure.Absolute => difference,
            Measure.Relative => expected == 0 ? difference : difference / Math.Abs(expected),
            _ => difference / Math.Max(1, Math.Abs(expected)),
        };
        bool same = expected.Equals(actual) || (double.IsNaN(expected) && double.IsNaN(actual));
        bool passed = same || deviation <= tolerance;
        double share = same ? 0 : tolerance > 0 ? deviation / tolerance : double.PositiveInfinity;
        if (passed && share > _worstShare)
        {
            (_worst, _worstShare, _worstAt) = (deviation, share, $"{caseId}: {quantity}");
        }

        Count(caseId, passed, () => string.Create(
            CultureInfo.InvariantCulture,
            $"{caseId}: {quantity}: expected {expected:R}, got {actual:R}, deviation {deviation:G3}, tolerance {tolerance:G3} ({measure})"));
    }

    public void CheckText(string caseId, string quantity, string expected, string actual) =>
        Count(caseId, expected == actual, () => $"{caseId}: {quantity}: expected '{expected}', got '{actual}'");

    public void Fail(string caseId, string reason) => Count(caseId, passed: false, () => $"{caseId}: {reason}");

    /// <summary>Prints the folder's line and fails unless at least the given share of values passed and at least one was asked.</summary>
    public void Finish(double requiredShare = 1.0)
    {
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"oracle {folder}: {_cases.Count} cases, {_cases.Count - _failedCases.Count} passed; {_values} values, {_passed} passed; worst passing deviation {_worst:G3} ({_worstShare:P1} of its tolerance) at {_worstAt}");
        TestContext.Current.SendDiagnosticMessage(line);
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Assert.True(_values > 0, $"{folder}: no case was found, so nothing was checked");
        if (_passed < requiredShare * _values)
        {
            Assert.Fail(line + Environment.NewLine + string.Join(Environment.NewLine, _failures.Take(60)));
        }
    }

    private void Count(string caseId, bool passed, Func<string> failure)
    {
        _cases.Add(caseId);
        _values++;
        if (passed)
        {
            _passed++;
            return;
        }

        _failedCases.Add(caseId);
        _failures.Add(failure());
    }
}
