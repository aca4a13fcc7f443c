namespace Voxopsy.Statistics.Agreement;

/// <summary>Which intraclass correlation (Shrout and Fleiss 1979).</summary>
public enum IntraclassForm
{
    /// <summary>ICC(1,1): raters differ from subject to subject; one rating.</summary>
    OneWaySingle,

    /// <summary>ICC(2,1): the same raters, drawn from many; absolute agreement of one rating.</summary>
    AgreementSingle,

    /// <summary>ICC(3,1): these raters only; consistency of one rating.</summary>
    ConsistencySingle,

    /// <summary>ICC(1,k): mean of k ratings of changing raters.</summary>
    OneWayAverage,

    /// <summary>ICC(2,k): absolute agreement of the mean of k ratings.</summary>
    AgreementAverage,

    /// <summary>ICC(3,k): consistency of the mean of k ratings.</summary>
    ConsistencyAverage,
}
