using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Reclassification;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Reclassification;

[Trait("Category", "Oracle")]
public sealed class ReclassificationOracleTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Reclass_EveryCase_AgreesWithR() => StatisticsOracle.Run("reclass", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (!asked.Has("old_model"))
        {
            return false;
        }

        bool[] events = asked.Table.Equal(asked.Text("outcome"), "1");
        double[] before = asked.Table.Numbers(asked.Text("old_model"));
        double[] after = asked.Table.Numbers(asked.Text("new_model"));
        double[] cutoffs = asked.Numbers("cutoffs");
        Continuous(asked, before, after, events);

        ReclassificationEstimate idi = NetReclassification.IntegratedDiscrimination(before, after, events);
        (Moments rises, Moments falls) = NetReclassification.Rises(before, after, events);
        Improvement(asked, "idi", idi);
        asked.Answer("hmisc_idi", idi.Value, Tolerance);
        asked.Answer("hmisc_se_idi", idi.StandardError, Tolerance);
        asked.Answer("hmisc_z_idi", idi.Z, Tolerance);
        asked.Answer("hmisc_improveSens", rises.Mean, Tolerance);
        asked.Answer("hmisc_improveSpec", -falls.Mean, Tolerance);

        NetReclassification categorical = NetReclassification.Categorical(before, after, events, cutoffs);
        Improvement(asked, "categorical_nri", categorical.Nri);
        asked.Answer("categorical_nri", categorical.Nri.Value, Tolerance);
        asked.Answer("categorical_nri_events", categorical.Events.Value, Tolerance);
        asked.Answer("categorical_nri_nonevents", categorical.NonEvents.Value, Tolerance);
        asked.Answer("categorical_nri_se", categorical.Nri.StandardError, Tolerance);
        asked.Answer("categorical_nri_se_null_pencina2008", categorical.NullStandardError, Tolerance);
        asked.Answer("categorical_nri_z_null_pencina2008", categorical.NullZ, Tolerance);

        double[] from = NetReclassification.Groups(before, cutoffs);
        double[] to = NetReclassification.Groups(after, cutoffs);
        foreach (bool outcome in new[] { false, true })
        {
            asked.AnswerEach(
                $"reclassification_table_y{(outcome ? 1 : 0)}",
                expected => Enumerable.Range(0, events.Length).Count(
                    i => events[i] == outcome && from[i] == expected.NumericKey1 && to[i] == expected.NumericKey2),
                0);
        }

        return true;
    }

    private static void Continuous(OracleCase asked, double[] before, double[] after, bool[] events)
    {
        NetReclassification nri = NetReclassification.Continuous(before, after, events);
        void Give(string quantity, double value) => asked.Answer($"hmisc_{quantity}", value, Tolerance);
        Give("n", events.Length);
        Give("na", events.Count(one => one));
        Give("nb", events.Count(one => !one));
        Give("pup_ev", nri.UpAmongEvents);
        Give("pdown_ev", nri.DownAmongEvents);
        Give("pup_ne", nri.UpAmongNonEvents);
        Give("pdown_ne", nri.DownAmongNonEvents);
        Give("nri", nri.Nri.Value);
        Give("se_nri", nri.Nri.StandardError);
        Give("z_nri", nri.Nri.Z);
        Give("nri_ev", nri.Events.Value);
        Give("se_nri_ev", nri.Events.StandardError);
        Give("z_nri_ev", nri.Events.Z);
        Give("nri_ne", nri.NonEvents.Value);
        Give("se_nri_ne", nri.NonEvents.StandardError);
        Give("z_nri_ne", nri.NonEvents.Z);
        Improvement(asked, "continuous_nri", nri.Nri);
    }

    private static void Improvement(OracleCase asked, string quantity, ReclassificationEstimate estimate)
    {
        asked.Answer($"{quantity}_ci95_lower", estimate.Lower, Tolerance);
        asked.Answer($"{quantity}_ci95_upper", estimate.Upper, Tolerance);
        asked.Answer($"{quantity}_p", estimate.P, Tolerance);
    }
}
