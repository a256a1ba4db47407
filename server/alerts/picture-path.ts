interface Shown {
  /** Of the delivery. */
  id: string
  /** Epoch milliseconds. */
  createdAt: number
}

/** What the signature of a picture's link stands for: another delivery, or one after a restore, has another. */
export const pictureText = ({ id, createdAt }: Shown) => `picture:${id}:${createdAt}`

/** Opens without signing in, for receivers that fetch what they show; nobody can guess it. */
export const picturePath = (queued: Shown, sign: (text: string) => string) =>
  `/v1/digests/pictures/${queued.id}/${sign(pictureText(queued))}`
