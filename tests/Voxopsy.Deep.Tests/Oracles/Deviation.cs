using System.Text.Json;
using Voxopsy.Tensors.Files;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Oracles;

/// <summary>Compares tensors as the README of the reference networks reads its tolerances.</summary>
internal static class Deviation
{
    /// <summary>|a - b| ≤ atol + rtol·|b| for every element; counted as one value, the worst share of its tolerance.</summary>
    internal static void Close(OracleTally tally, string caseId, string quantity, StoredTensor expected, float[] actual, JsonElement tolerance)
    {
        double rtol = tolerance.TryGetProperty("rtol", out JsonElement relative) ? relative.GetDouble() : 0;
        double atol = tolerance.TryGetProperty("atol", out JsonElement absolute) ? absolute.GetDouble() : 0;
        double[] wanted = expected.ToDoubles();
        if (wanted.Length != actual.Length)
        {
            tally.Fail(caseId, $"{quantity}: {actual.Length} values, expected [{string.Join(", ", expected.Sizes)}]");
            return;
        }

        double worst = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            double share = Math.Abs(actual[i] - wanted[i]) / (atol + (rtol * Math.Abs(wanted[i])));
            worst = double.IsNaN(share) ? double.PositiveInfinity : Math.Max(worst, share);
        }

        tally.Check(caseId, quantity + " (worst share of its tolerance)", 0, worst, 1, OracleTally.Measure.Absolute);
    }

    /// <summary>‖a - b‖ ≤ t·‖b‖ where ‖b‖ exceeds 1e-7.</summary>
    internal static void Norm(OracleTally tally, string caseId, string quantity, StoredTensor expected, float[] actual, double tolerance)
    {
        double[] wanted = expected.ToDoubles();
        if (wanted.Length != actual.Length)
        {
            tally.Fail(caseId, $"{quantity}: {actual.Length} values, expected {wanted.Length}");
        }
        else
        {
            tally.Check(caseId, quantity + " (difference of norms)", 0, OfNorms(expected, actual), tolerance, OracleTally.Measure.Absolute);
        }
    }

    /// <summary>‖a - b‖ / ‖b‖; 0 where ‖b‖ is at most 1e-7.</summary>
    internal static double OfNorms(StoredTensor expected, float[] actual)
    {
        double[] wanted = expected.ToDoubles();
        double norm = Math.Sqrt(wanted.Sum(value => value * value));
        return norm > 1e-7 ? Math.Sqrt(wanted.Zip(actual, (b, a) => (a - b) * (a - b)).Sum()) / norm : 0;
    }

    /// <summary>|a - b| ≤ t·max|b|.</summary>
    internal static void ToMaximum(OracleTally tally, string caseId, string quantity, StoredTensor expected, float[] actual, double tolerance)
    {
        double[] wanted = expected.ToDoubles();
        if (wanted.Length != actual.Length)
        {
            tally.Fail(caseId, $"{quantity}: {actual.Length} values, expected {wanted.Length}");
            return;
        }

        double largest = wanted.Max(Math.Abs);
        double worst = wanted.Zip(actual, (b, a) => Math.Abs(a - b)).Max();
        tally.Check(caseId, quantity + " (relative to its largest)", 0, largest == 0 ? worst : worst / largest, tolerance, OracleTally.Measure.Absolute);
    }
}
