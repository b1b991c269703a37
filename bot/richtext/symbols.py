"""What LaTeX's symbols look like as plain Unicode text, by the part they play in a formula."""


def _each(names: str) -> frozenset[str]:
    return frozenset(names.split())


ORDINARY = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "hbar": "ℏ", "partial": "∂",
    "nabla": "∇", "infty": "∞", "top": "⊤", "bot": "⊥", "dagger": "†", "prime": "′", "ldots": "…",
    "dots": "…", "cdots": "⋯", "vdots": "⋮", "emptyset": "∅", "varnothing": "∅", "forall": "∀",
    "exists": "∃", "neg": "¬", "lnot": "¬", "|": "‖", "Vert": "‖", "vert": "|", "%": "%", "$": "$",
    "#": "#", "&": "&", "_": "_", "angle": "∠", "checkmark": "✓", "square": "□",
}  # fmt: skip

NAMES = {name: name for name in _each(
    "arccos arcsin arctan arg argmax argmin cos cosh cot cov deg det diag dim erf exp gcd inf KL lim ln log"
    " max min mod Pr ReLU sgn sigmoid sign sin sinh softmax softplus sup tan tanh tr Var"
)} | {"bmod": "mod", "liminf": "lim inf", "limsup": "lim sup"}  # fmt: skip

BIG = {
    "sum": "Σ", "prod": "∏", "int": "∫", "iint": "∬", "oint": "∮", "bigcup": "⋃", "bigcap": "⋂",
    "bigoplus": "⨁", "bigotimes": "⨂", "bigvee": "⋁", "bigwedge": "⋀",
}  # fmt: skip

BINARY = {
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "ast": "*", "star": "⋆", "circ": "∘",
    "bullet": "•", "odot": "⊙", "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "cup": "∪", "cap": "∩",
    "setminus": "∖", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨",
}  # fmt: skip

RELATIONS = {
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼",
    "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫", "lesssim": "≲",
    "gtrsim": "≳", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "supset": "⊃",
    "supseteq": "⊇", "mid": "|", "parallel": "‖", "perp": "⊥", "succ": "≻", "prec": "≺", "succeq": "⪰",
    "preceq": "⪯", "triangleq": "≜", "coloneqq": ":=", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "gets": "←", "leftrightarrow": "↔", "longrightarrow": "⟶", "mapsto": "↦", "Rightarrow": "⇒",
    "implies": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⇔", "uparrow": "↑", "downarrow": "↓",
    "models": "⊨", "vdash": "⊢", "lt": "<", "gt": ">",
}  # fmt: skip

OPENING = {"{": "{", "lbrace": "{", "langle": "⟨", "lfloor": "⌊", "lceil": "⌈", "lvert": "|", "lVert": "‖"}
CLOSING = {"}": "}", "rbrace": "}", "rangle": "⟩", "rfloor": "⌋", "rceil": "⌉", "rvert": "|", "rVert": "‖"}

THIN, WORD, WIDE = "\N{THIN SPACE}", " ", "\N{EM SPACE}"
SPACES = {
    ",": THIN,
    ":": THIN,
    ";": THIN,
    ">": THIN,
    "!": "",
    " ": WORD,
    "\n": WORD,
    "quad": WIDE,
    "qquad": WIDE,
}

UNSEEN = _each(
    "left right middle big Big bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr Biggl Biggr"
    " displaystyle textstyle scriptstyle limits nolimits mathopen mathclose"
)

WORDS = _each("text textrm textbf textit textsf texttt textnormal mbox")
NAMING = _each("mathrm mathsf mathtt mathit operatorname")
BOLD = _each("mathbf boldsymbol bm pmb mathnormal")
FRACTIONS = _each("frac dfrac tfrac cfrac")
BINOMIALS = _each("binom dbinom tbinom")

LETTERS = {
    "mathbb": dict(zip("CENPQRZ1", "ℂ𝔼ℕℙℚℝℤ𝟙", strict=True)),
    # only those that every font has: a screen reader says the others letter by letter, or not at all
    "mathcal": dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True)),
    "mathscr": dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True)),
}

ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303",
    "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7", "check": "\u030c",
}  # fmt: skip

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUWβγδθφχ⊤*†∘",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂᵝᵞᵟᶿᵠᵡᵀ*†°",
        strict=True,
    )
)
SUBSCRIPTS = dict(
    zip("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)
