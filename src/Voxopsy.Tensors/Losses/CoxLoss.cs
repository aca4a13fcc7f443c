using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Losses;

/// <summary>The negative logarithm of Cox's partial likelihood, with Breslow's rule for ties, per event.</summary>
public static class CoxLoss
{
    /// <summary>-1/d Σ over events i of (θᵢ - ln Σ over j with tⱼ ≥ tᵢ of e^θⱼ).</summary>
    /// <param name="tape">The step.</param>
    /// <param name="risk">θ: one log hazard per subject, [subjects] or [subjects, 1].</param>
    /// <param name="times">When each subject had the event or was last seen.</param>
    /// <param name="events">1 for an event, 0 for last seen without one.</param>
    /// <returns>One number; 0 when there is no event.</returns>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static Tensor Of(Tape tape, Tensor risk, ReadOnlySpan<float> times, ReadOnlySpan<float> events)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(risk);
        int subjects = risk.Shape.Count;
        if (times.Length != subjects || events.Length != subjects)
        {
            throw ShapeRules.Mismatch("Cox loss", $"{risk.Shape} risks, {times.Length} times and {events.Length} events", "as many of each");
        }

        float[] happened = events.ToArray();
        int[] rows = [.. Enumerable.Range(0, subjects).Where(i => happened[i] > 0.5f)];
        if (rows.Length == 0)
        {
            return tape.Reshape(tape.Affine(tape.Sum(risk), 0));
        }

        // One row per event over those still at risk; the largest risk is taken out so that no exponential overflows.
        float[] atRisk = new float[rows.Length * subjects];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int j = 0; j < subjects; j++)
            {
                atRisk[(row * subjects) + j] = times[j] >= times[rows[row]] ? 0 : float.NegativeInfinity;
            }
        }

        Tensor all = tape.Reshape(risk, 1, subjects);
        float[] weights = new float[subjects];
        foreach (int row in rows)
        {
            weights[row] = 1f / rows.Length;
        }

        Tensor ownRisk = tape.Sum(tape.Multiply(all, tape.Input(new Shape(1, subjects), weights)));
        Tensor masked = tape.Add(all, tape.Input(new Shape(rows.Length, subjects), atRisk));
        Tensor largest = tape.Maximum(masked, 1);
        Tensor log = tape.Add(tape.Logarithm(tape.Sum(tape.Exponential(tape.Subtract(masked, largest)), 1)), largest);
        return tape.Reshape(tape.Subtract(tape.Mean(log), ownRisk));
    }
}
