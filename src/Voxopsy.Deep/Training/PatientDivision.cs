using Voxopsy.Tensors;

namespace Voxopsy.Deep.Training;

/// <summary>Divides patients, each class in proportion, by a named stream.</summary>
internal static class PatientDivision
{
    /// <summary>The fold of each case; cases of a patient stay together.</summary>
    /// <exception cref="TrainingException">A class has fewer patients than there are folds.</exception>
    internal static int[] Folds(IReadOnlyList<TrainingExample> cases, int folds, long seed, string name)
    {
        ulong stream = NamedGenerator.Seed(seed, name);

        // A patient with several cases counts for its highest grade.
        (string Patient, int Grade)[] patients = [.. cases.GroupBy(example => example.Patient, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Max(example => example.Grade)))
            .OrderBy(patient => patient.Key, StringComparer.Ordinal)];
        Dictionary<string, int> foldOf = new(StringComparer.Ordinal);
        int next = 0;
        foreach (IGrouping<int, (string Patient, int Grade)> grade in patients.GroupBy(patient => patient.Grade).OrderBy(group => group.Key))
        {
            if (grade.Count() < folds)
            {
                throw new TrainingException(
                    TrainingFault.TooFewPatients,
                    $"Class {grade.Key} has {grade.Count()} patients, which is too few for {folds} folds: a fold would have one class only. Use at most {Math.Max(2, grade.Count())} folds, or more patients.");
            }

            foreach ((string patient, _) in grade.OrderBy(patient => NamedGenerator.Uniform53(stream ^ NamedGenerator.Seed(seed, patient.Patient), 0)).ThenBy(patient => patient.Patient, StringComparer.Ordinal))
            {
                foldOf[patient] = next++ % folds;
            }
        }

        return [.. cases.Select(example => foldOf[example.Patient])];
    }

    /// <summary>The cases that teach and those of the inner part that judge.</summary>
    /// <exception cref="TrainingException">A class has too few patients for both.</exception>
    internal static (TrainingExample[] Teaching, TrainingExample[] Judging) Inner(IReadOnlyList<TrainingExample> cases, double fraction, long seed)
    {
        if (fraction <= 0)
        {
            return ([.. cases], []);
        }

        // As many folds as make one of them the wished share.
        int folds = Math.Max(2, (int)Math.Round(1 / fraction));
        int[] foldOf;
        try
        {
            foldOf = Folds(cases, folds, seed, "inner part");
        }
        catch (TrainingException few) when (few.Fault == TrainingFault.TooFewPatients)
        {
            throw new TrainingException(
                TrainingFault.TooFewPatients,
                $"The training cases are too few for an inner part of {fraction:0.##} that judges when to stop: {few.Message} Or set the inner part to 0 and train a fixed number of epochs.",
                few);
        }

        return ([.. cases.Where((_, i) => foldOf[i] != 0)], [.. cases.Where((_, i) => foldOf[i] == 0)]);
    }
}
