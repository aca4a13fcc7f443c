namespace Voxopsy.Statistics.Calibration;

/// <summary>Carries risks to a place where the event is more or less common, if patients with the event look alike in both, and those without.</summary>
/// <remarks>Source: Saerens, Latinne and Decaestecker 2002, Neural Computation 14:21, equations 2.4 (known prevalence) and 2.9 (estimated).</remarks>
public static class PrevalenceShift
{
    private const int MaximumRounds = 100_000;
    private const double Tolerance = 1e-12;

    /// <summary>The risk at another prevalence: its log odds move by the difference of the prevalences' log odds.</summary>
    /// <param name="probability">Predicted risk, within [0, 1].</param>
    /// <param name="from">Share of events where the model was fitted, in (0, 1).</param>
    /// <param name="to">Share of events where it is used, in (0, 1).</param>
    /// <returns>A risk within [0, 1]; 0 and 1 stay.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A prevalence lies outside (0, 1).</exception>
    public static double Apply(double probability, double from, double to)
    {
        Require(from, nameof(from));
        Require(to, nameof(to));
        double yes = probability * to / from;
        double no = (1 - probability) * (1 - to) / (1 - from);
        return yes / (yes + no);
    }

    /// <summary>The prevalence that makes the shifted risks of patients without known outcome average to itself: the maximum of their likelihood.</summary>
    /// <param name="probabilities">Predicted risks in the new place, at least one, within [0, 1].</param>
    /// <param name="from">Share of events where the model was fitted, in (0, 1).</param>
    /// <returns>A share within [0, 1].</returns>
    /// <exception cref="ArgumentException">There is no risk, or one outside [0, 1].</exception>
    public static double Estimate(ReadOnlySpan<double> probabilities, double from)
    {
        Require(from, nameof(from));
        double[] risks = probabilities.ToArray();
        if (risks.Length == 0 || Array.Exists(risks, p => !(p is >= 0 and <= 1)))
        {
            throw new ArgumentException("A prevalence is estimated from at least one predicted risk, each within 0 and 1.", nameof(probabilities));
        }

        double share = from;
        for (int round = 0; round < MaximumRounds; round++)
        {
            double next = 0;
            foreach (double p in risks)
            {
                next += Apply(p, from, share);
            }

            next /= risks.Length;
            if (Math.Abs(next - share) < Tolerance || next is <= Tolerance or >= 1 - Tolerance)
            {
                return next;
            }

            share = next;
        }

        return share;
    }

    private static void Require(double share, string name)
    {
        if (share is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, share, "A prevalence lies between 0 and 1.");
        }
    }
}
