using System.Collections.Frozen;
using System.Globalization;
using Voxopsy.Imaging.Dicom;

namespace Voxopsy.Imaging.Deidentification;

/// <summary>What is done with an element.</summary>
public enum ElementAction
{
    /// <summary>Kept as it is.</summary>
    Keep,

    /// <summary>Removed (X).</summary>
    Remove,

    /// <summary>Kept without a value (Z).</summary>
    Empty,

    /// <summary>Replaced by a value that says nothing (D).</summary>
    Replace,

    /// <summary>Replaced by an identifier that is the same wherever the old one was (U).</summary>
    MapUid,

    /// <summary>A sequence whose items are treated one by one.</summary>
    Descend,
}

/// <summary>Which element meets which action: the basic application level confidentiality profile, closed by a rule for everything its table does not name.</summary>
/// <remarks>
/// Source: DICOM PS3.15, annex E, table E.1-1 (<see cref="ConfidentialityTable"/>). Where the table leaves a choice to the kind of object (X/Z, X/D, Z/D, X/Z/D),
/// the last is taken, which every kind allows; sequences are removed or emptied then. The rule beyond the table is stricter than the standard: text, names, dates and
/// bytes that no list names are removed, so that an element added to the standard later cannot slip through. Numbers and coded strings describe how the image was
/// made and are kept.
/// </remarks>
internal static class ConfidentialityProfile
{
    /// <summary>What the rule would keep and the table does not name, but what may point to somebody.</summary>
    private static readonly FrozenSet<uint> Beyond = Tags("00100024 00101021 00101022 00102292 00102294 00102296 0018936B 00280303 00380100 00380502 00400260 00400293 00404018 00404033 0040A390 01000000 10000000 300A0076 40080117");

    /// <summary>Texts that say how an image was made or what a code means.</summary>
    private static readonly FrozenSet<uint> KeptTexts = Tags("00080070 00081090 00080100 00080102 00080103 00080104 00080119 00080120 00180024 00181016 00181018 00181019 00181020 00181160 00181210 "
        + "00189005 00189016 00189316 00200060 00209056 00281054 00281055 00283003 00540202 00620005 00620009 00820001 00420010 0040A168 00400100 30060084 300600A4 "
        + "00181261 00189028 00540081 00541105 00541103 00541100 00180085");

    /// <summary>Texts by people that the table does not name.</summary>
    private static readonly FrozenSet<uint> MoreDescriptions = Tags("00620006 00700081");

    /// <summary>Birth date and time, which no option keeps.</summary>
    private static readonly FrozenSet<uint> Birth = Tags("00100030 00100032");

    /// <summary>The action for an element that is no pixel.</summary>
    internal static ElementAction Of(DicomElement element, Retained retained)
    {
        DicomTag tag = element.Tag;
        DicomVr vr = element.Vr == DicomVr.UN ? DataDictionary.VrOf(tag) : element.Vr;
        if (tag.IsPrivate || (tag.Group & 0xFF00) is 0x5000 || ((tag.Group & 0xFF00) == 0x6000 && tag.Element is 0x3000 or 0x4000 or 0x0022) || Beyond.Contains(tag.Number))
        {
            return ElementAction.Remove;
        }

        ConfidentialityEntry? entry = ConfidentialityTable.Find(tag.Number);
        return IsRetained(tag.Number, vr, entry, retained) ? (element.Items is null ? ElementAction.Keep : ElementAction.Descend)
            : entry is not null ? OfTable(tag.Number, entry.Code, element)
            : KeptTexts.Contains(tag.Number) ? (element.Items is null ? ElementAction.Keep : ElementAction.Descend)
            : OfRule(tag, vr, element);
    }

    private static ElementAction OfTable(uint tag, string code, DicomElement element)
    {
        // Regions need names that tell them apart, so a number takes the place of a name that could also be emptied.
        const uint RoiName = 0x3006_0026;
        bool isSequence = element.Vr == DicomVr.SQ || element.Items is not null;
        return code switch
        {
            "X" => ElementAction.Remove,
            "U" => ElementAction.MapUid,
            "X/Z/U*" => element.Items is null ? ElementAction.Remove : ElementAction.Descend,
            _ when isSequence => code.StartsWith('X') ? ElementAction.Remove : ElementAction.Empty,
            _ when element.Value.Length == 0 => ElementAction.Empty,
            "Z" or "X/Z" => tag == RoiName ? ElementAction.Replace : ElementAction.Empty,
            _ => ElementAction.Replace,
        };
    }

    private static ElementAction OfRule(DicomTag tag, DicomVr vr, DicomElement element) =>
        element.Items is not null ? ElementAction.Descend : vr switch
        {
            DicomVr.UI => ElementAction.MapUid,
            DicomVr.DA or DicomVr.DT or DicomVr.TM or DicomVr.PN or DicomVr.AE or DicomVr.AS or DicomVr.LO or DicomVr.LT or DicomVr.SH or DicomVr.ST
                or DicomVr.UC or DicomVr.UT or DicomVr.UR or DicomVr.UN or DicomVr.SQ => ElementAction.Remove,
            DicomVr.OB or DicomVr.OW or DicomVr.OD or DicomVr.OF or DicomVr.OL or DicomVr.OV => tag.Group is 0x7FE0 or 0x0028 or 0x0066 ? ElementAction.Keep : ElementAction.Remove,
            _ => ElementAction.Keep,
        };

    private static bool IsRetained(uint tag, DicomVr vr, ConfidentialityEntry? entry, Retained retained) =>
        ((entry?.Options ?? Retained.Nothing) & retained) != 0
        || (retained.HasFlag(Retained.Descriptions) && MoreDescriptions.Contains(tag))
        || (retained.HasFlag(Retained.Uids) && entry is null && vr == DicomVr.UI)
        || ((retained & (Retained.FullDates | Retained.ShiftedDates)) != 0 && vr is DicomVr.DA or DicomVr.DT or DicomVr.TM && !Birth.Contains(tag));

    private static FrozenSet<uint> Tags(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(tag => uint.Parse(tag, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToFrozenSet();
}
