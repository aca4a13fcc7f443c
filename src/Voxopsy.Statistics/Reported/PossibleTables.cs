using Voxopsy.Statistics.Discrimination;

namespace Voxopsy.Statistics.Reported;

/// <summary>The 2 × 2 tables that give printed measures after rounding.</summary>
internal static class PossibleTables
{
    /// <summary>Every table of a number of patients that agrees with all printed measures; lazily, so that the first one is cheap.</summary>
    internal static IEnumerable<ConfusionMatrix> Of(ReportedStudy study, int patients)
    {
        int first = study.Events ?? 1;
        int last = study.Events ?? patients - 1;
        for (int events = first; events <= last; events++)
        {
            int others = patients - events;
            (int tpFrom, int tpTo) = Counts(study.Sensitivity, events);
            (int tnFrom, int tnTo) = Counts(study.Specificity, others);
            (int rightFrom, int rightTo) = Counts(study.Accuracy, patients);
            for (int tp = tpFrom; tp <= tpTo; tp++)
            {
                int to = Math.Min(tnTo, rightTo - tp);
                for (int tn = Math.Max(tnFrom, rightFrom - tp); tn <= to; tn++)
                {
                    ConfusionMatrix table = new(tp, others - tn, events - tp, tn);
                    if (Agrees(study.Ppv, tp, tp + table.FalsePositives)
                        && Agrees(study.Npv, tn, tn + table.FalseNegatives)
                        && Agrees(study.F1, 2 * tp, (2 * tp) + table.FalsePositives + table.FalseNegatives))
                    {
                        yield return table;
                    }
                }
            }
        }
    }

    /// <summary>The counts of n whose share rounds to what was printed; all of them when nothing was.</summary>
    private static (int From, int To) Counts(PrintedNumber? printed, int n) => printed is null
        ? (0, n)
        : ((int)Math.Max(0, Math.Ceiling(printed.Lowest * n)), (int)Math.Min(n, Math.Floor(printed.Highest * n)));

    private static bool Agrees(PrintedNumber? printed, int count, int of) => printed is null || printed.Holds((double)count / of);
}
