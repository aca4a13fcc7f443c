using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>Stepwise selection of the terms of a logistic regression.</summary>
public static class StepwiseSelection
{
    // A step that gains less than this is rounding (as MASS::stepAIC).
    private const double LeastGain = 1e-7;

    /// <summary>At each step makes the single addition or removal with the lowest criterion, as long as it lowers it.</summary>
    /// <param name="candidates">The terms to choose from; the columns of one move together.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="settings">Direction, start, penalty, forced terms; Akaike's criterion in both directions from the full model when left out.</param>
    /// <returns>The terms, the steps and the model. A candidate that the terms in the model determine never enters.</returns>
    /// <exception cref="UnfittableModelException">The start has no fit; the message names the columns.</exception>
    /// <remarks>Same rule as R's <c>MASS::stepAIC</c> (Venables and Ripley 2002, section 7.2).</remarks>
    public static StepwiseResult ByAic(IReadOnlyList<ModelTerm> candidates, ReadOnlySpan<bool> events, StepwiseSettings? settings = null)
    {
        settings ??= new StepwiseSettings();
        StepwiseFitter fitter = new(candidates, events);
        HashSet<int> forced = [.. settings.Forced.Select(fitter.PositionOf)];
        List<int> current = settings.Start == StepwiseStart.Full ? [.. Enumerable.Range(0, candidates.Count)] : [.. forced.Order()];
        double deviance = fitter.RequireDeviance(current);
        double criterion = deviance + (settings.Penalty * fitter.CoefficientCount(current));
        List<StepwiseStep> path = [new(StepwiseAction.Start, "", criterion, deviance, events.Length - fitter.CoefficientCount(current), double.NaN)];
        while (true)
        {
            (double Criterion, double Deviance, StepwiseAction Action, int Term) best = (criterion - LeastGain, deviance, StepwiseAction.Start, -1);
            if (settings.Direction != StepwiseDirection.Forward)
            {
                foreach (int term in current.Where(term => !forced.Contains(term)))
                {
                    Try(StepwiseAction.Remove, term, [.. current.Where(other => other != term)]);
                }
            }

            if (settings.Direction != StepwiseDirection.Backward)
            {
                foreach (int term in Enumerable.Range(0, candidates.Count).Where(term => !current.Contains(term)))
                {
                    Try(StepwiseAction.Add, term, [.. current, term]);
                }
            }

            if (best.Term < 0)
            {
                return fitter.Result(current, path, events);
            }

            current = best.Action == StepwiseAction.Add ? [.. current, best.Term] : [.. current.Where(other => other != best.Term)];
            (criterion, deviance) = (best.Criterion, best.Deviance);
            path.Add(new(best.Action, candidates[best.Term].Name, criterion, deviance, fitter.RowCount - fitter.CoefficientCount(current), double.NaN));

            void Try(StepwiseAction action, int term, List<int> terms)
            {
                double trial = fitter.Deviance(terms);
                double price = trial + (settings.Penalty * fitter.CoefficientCount(terms));
                if (price < best.Criterion)
                {
                    best = (price, trial, action, term);
                }
            }
        }
    }

    /// <summary>Selects by likelihood-ratio p values.</summary>
    /// <param name="candidates">The terms to choose from.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="direction">
    /// Forward: the term with the smallest p enters while it is below <paramref name="enter"/>. Backward, from all terms: the one with the largest p
    /// leaves while it is at or above <paramref name="remove"/>. Both: forward, and after each entry terms leave one at a time.
    /// </param>
    /// <param name="enter">p value to enter, within (0, 1).</param>
    /// <param name="remove">p value to leave, within (0, 1); above <paramref name="enter"/>, so that no term enters and leaves forever.</param>
    /// <exception cref="ArgumentException">Both directions are allowed and a term could enter and leave forever.</exception>
    /// <exception cref="UnfittableModelException">The start has no fit; the message names the columns.</exception>
    public static StepwiseResult ByP(
        IReadOnlyList<ModelTerm> candidates, ReadOnlySpan<bool> events, StepwiseDirection direction, double enter = 0.05, double remove = 0.1)
    {
        if (direction == StepwiseDirection.Both && remove < enter)
        {
            throw new ArgumentException($"A term that enters below {enter} would leave at or above {remove} and come back forever; 'remove' must not be below 'enter'.", nameof(remove));
        }

        StepwiseFitter fitter = new(candidates, events);
        List<int> current = direction == StepwiseDirection.Backward ? [.. Enumerable.Range(0, candidates.Count)] : [];
        double deviance = fitter.RequireDeviance(current);
        List<StepwiseStep> path = [];
        Record(StepwiseAction.Start, "", double.NaN);
        bool changed = true;
        while (changed)
        {
            changed = false;
            if (direction != StepwiseDirection.Backward)
            {
                (double P, int Term) best = (enter, -1);
                foreach (int term in Enumerable.Range(0, candidates.Count).Where(term => !current.Contains(term)))
                {
                    double p = fitter.LikelihoodRatioP(deviance, fitter.Deviance([.. current, term]), term);
                    best = p < best.P ? (p, term) : best;
                }

                if (best.Term >= 0)
                {
                    current.Add(best.Term);
                    deviance = fitter.Deviance(current);
                    Record(StepwiseAction.Add, candidates[best.Term].Name, best.P);
                    changed = true;
                }
            }

            while (direction != StepwiseDirection.Forward && RemoveOne())
            {
            }

            changed &= direction != StepwiseDirection.Backward;
        }

        return fitter.Result(current, path, events);

        bool RemoveOne()
        {
            (double P, int Term) worst = (double.NegativeInfinity, -1);
            foreach (int term in current)
            {
                double p = fitter.LikelihoodRatioP(fitter.Deviance([.. current.Where(other => other != term)]), deviance, term);
                worst = p > worst.P ? (p, term) : worst;
            }

            if (worst.Term < 0 || worst.P < remove)
            {
                return false;
            }

            current.Remove(worst.Term);
            deviance = fitter.Deviance(current);
            Record(StepwiseAction.Remove, candidates[worst.Term].Name, worst.P);
            return true;
        }

        void Record(StepwiseAction action, string term, double p) => path.Add(
            new(action, term, deviance + (2 * fitter.CoefficientCount(current)), deviance, fitter.RowCount - fitter.CoefficientCount(current), p));
    }
}
